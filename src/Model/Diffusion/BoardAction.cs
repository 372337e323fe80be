using Unmask.Model.Text;

namespace Unmask.Model.Diffusion;

/// <summary>What can be done to a board.</summary>
public enum ActionKind : byte
{
    /// <summary>The game's first board.</summary>
    Start,

    /// <summary>The player puts a symbol into a slot.</summary>
    Force,

    /// <summary>The player restricts a slot to a set of symbols.</summary>
    Restrict,

    /// <summary>The player forbids a set of symbols in a slot.</summary>
    Forbid,

    /// <summary>The player ends the name at a slot and lifts any other end.</summary>
    End,

    /// <summary>What the player has set in a slot is lifted; a revealed symbol stays.</summary>
    Lift,

    /// <summary>The denoiser samples one slot.</summary>
    Reveal,

    /// <summary>A slot is masked again; force and restriction are lifted.</summary>
    Remask,

    /// <summary>The reverse process goes on to the next timestep that reveals a slot.</summary>
    Step,

    /// <summary>Steps until nothing is masked.</summary>
    Finish,

    /// <summary>Everything that is not forced is masked, under the next seed.</summary>
    Restart,

    /// <summary>The sampler's settings change.</summary>
    Configure,

    /// <summary>The whole row is masked, and the player's constraints become those of a pattern. One with gaps floats until the denoiser moves.</summary>
    SetPattern,

    /// <summary>The player forbids a set of symbols in every slot.</summary>
    ForbidEverywhere,
}

/// <summary>One action, as data: what a history keeps and a replay repeats.</summary>
/// <param name="Kind">What is done.</param>
/// <param name="Slot">The slot it is done to, where there is one.</param>
/// <param name="Symbols">The symbol to force, or the set to restrict to or to forbid.</param>
/// <param name="Settings">The new settings of <see cref="ActionKind.Configure"/>.</param>
/// <param name="Pattern">The pattern of <see cref="ActionKind.SetPattern"/>.</param>
public readonly record struct BoardAction(ActionKind Kind, int Slot = 0, SymbolSet Symbols = default, SamplerSettings Settings = default, string? Pattern = null)
{
    /// <summary>The player puts a symbol into a slot.</summary>
    public static BoardAction Force(int slot, byte symbol) => new(ActionKind.Force, slot, SymbolSet.Of(symbol));

    /// <summary>The player restricts a slot to a set of symbols.</summary>
    public static BoardAction Restrict(int slot, SymbolSet symbols) => new(ActionKind.Restrict, slot, symbols);

    /// <summary>The player forbids symbols in a slot.</summary>
    public static BoardAction Forbid(int slot, SymbolSet symbols) => new(ActionKind.Forbid, slot, symbols);

    /// <summary>The player forbids symbols in every slot.</summary>
    public static BoardAction ForbidEverywhere(SymbolSet symbols) => new(ActionKind.ForbidEverywhere, Symbols: symbols);

    /// <summary>The player ends the name at a slot.</summary>
    public static BoardAction End(int slot) => new(ActionKind.End, slot);

    /// <summary>The player lifts every constraint on a slot.</summary>
    public static BoardAction Lift(int slot) => new(ActionKind.Lift, slot);

    /// <summary>The denoiser samples one slot.</summary>
    public static BoardAction Reveal(int slot) => new(ActionKind.Reveal, slot);

    /// <summary>The player masks a slot again.</summary>
    public static BoardAction Remask(int slot) => new(ActionKind.Remask, slot);

    /// <summary>The denoiser takes one step of the reverse process.</summary>
    public static BoardAction Step { get; } = new(ActionKind.Step);

    /// <summary>The denoiser takes steps until nothing is masked.</summary>
    public static BoardAction Finish { get; } = new(ActionKind.Finish);

    /// <summary>The player starts again under the next seed, with the same constraints.</summary>
    public static BoardAction Restart { get; } = new(ActionKind.Restart);

    /// <summary>The player changes the sampler's settings.</summary>
    public static BoardAction Configure(SamplerSettings settings) => new(ActionKind.Configure, Settings: settings);

    /// <summary>The player masks the whole row and sets a pattern, with or without gaps.</summary>
    public static BoardAction SetPattern(string pattern) => new(ActionKind.SetPattern, Pattern: pattern);

    /// <summary>The denoiser makes this move, not the player.</summary>
    public bool IsDenoisers => Kind is ActionKind.Reveal or ActionKind.Step or ActionKind.Finish;

    /// <summary>Between these boards this action drew the place of a pattern that floated.</summary>
    public bool DrewPlace(in Board before, in Board after) => before.IsFloating && !after.IsFloating && Kind != ActionKind.SetPattern;
}
