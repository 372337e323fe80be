using Unmask.Model.Diffusion;
using Unmask.Model.Sessions;
using Unmask.Model.Tensors;
using Unmask.Toy.Play;
using Unmask.Toy.Play.Crowd;
using Unmask.Toy.Play.Race;
using Unmask.Toy.Storage;
using Unmask.Toy.Window.Keys;
using Unmask.Toy.Window.Platform;
using Unmask.Toy.Window.Sound;
using Unmask.Toy.Window.Ui;

namespace Unmask.Toy.Window.Scenes;

/// <summary>The state that scenes share: size, colours, settings, time, and the denoiser in play.</summary>
internal sealed class Stage
{
    private const double NoticeTime = 4, Patience = 20;

    private double _noticeUntil, _stirred;

    public required ShellLayout Layout { get; set; }

    public Theme Theme { get; set; } = Theme.Dark;

    /// <summary>No decorative motion.</summary>
    public bool ReducedMotion => Memory.Settings.ReducedMotion;

    /// <summary>Settings, shelf and scores.</summary>
    public Memory Memory { get; init; } = new();

    /// <summary>The denoisers that the player can choose from; the one in use is among them.</summary>
    public DenoiserChoices Denoisers { get; init; } = new([]);

    /// <summary>Null if there is no sound.</summary>
    public Speaker? Speaker { get; init; }

    /// <summary>The desktop's clipboard, as text.</summary>
    public IClipboard Clipboard { get; init; } = new PrivateClipboard();

    /// <summary>Seconds since the last update.</summary>
    public float Elapsed { get; set; }

    /// <summary>Seconds since the window opened, at this update.</summary>
    public double Now { get; set; }

    /// <summary>No input for a while: animation stops until the next input.</summary>
    public bool IsAlone => Now > _stirred + Patience;

    /// <summary>The denoiser of the Play scene. Use a <see cref="IDenoiser.Fork"/> on other threads, or to keep it.</summary>
    public required IDenoiser Denoiser { get; set; }

    /// <summary>The denoiser's weights; null if not available, and then nothing can be compared with it.</summary>
    public WeightSet? Weights { get; set; }

    /// <summary>Who computes the crowd.</summary>
    public KernelChoice Kernels { get; set; } = KernelChoice.Generated;

    /// <summary>Work is done in Update instead of on workers, so that tests are repeatable.</summary>
    public bool IsSynchronous { get; init; }

    /// <summary>The board of the Play scene; other scenes use its constraints, settings and seed too.</summary>
    public required Board Board { get; set; }

    /// <summary>What the player has in the Play scene.</summary>
    public PlayTable Table { get; set; } = null!;

    /// <summary>The denoisers that race against the player's; made on a worker.</summary>
    public Func<IDenoiser, IReadOnlyList<IDenoiser>> Rivals { get; init; } = RaceField.BuiltIn;

    /// <summary>Changes to another scene.</summary>
    public Action<SceneKind> Go { get; set; } = _ => { };

    /// <summary>Shows a game in the Play scene and goes there; the scene owns the denoiser from then on.</summary>
    public Action<Session> PlayWith { get; set; } = _ => { };

    /// <summary>A short line for the player that belongs to no scene; null if there is none.</summary>
    public string? Notice { get; private set; }

    /// <summary>What a control of the bar at the top does, while the mouse is over it.</summary>
    public string? Tip { get; set; }

    /// <summary>A notice or a tip stands in the place of the scene's hint.</summary>
    public bool IsHintTaken => Notice is not null || Tip is not null;

    public bool IsNoticeDue => Notice is not null && Now > _noticeUntil;

    /// <summary>The player has done something.</summary>
    public void Stir() => _stirred = Now;

    public void Say(string notice)
    {
        Notice = notice;
        _noticeUntil = Now + NoticeTime;
    }

    public void ToggleTheme()
    {
        Theme = Theme == Theme.Dark ? Theme.Light : Theme.Dark;
        Memory.Settings = Memory.Settings with { Theme = Theme.Name };
    }

    public void ToggleMotion() => Memory.Settings = Memory.Settings with { ReducedMotion = !ReducedMotion };

    public void ToggleSound() => Memory.Settings = Memory.Settings with { Sound = !Memory.Settings.Sound };

    public void Hear(Effect effect)
    {
        if (!Memory.Settings.Sound)
            return;
        Heard = (effect, Heard.Count + 1);
        Speaker?.Play(effect);
    }

    /// <summary>The effect that sounded last, and how many did, for tests that have no ears.</summary>
    public (Effect Effect, int Count) Heard { get; private set; }

    /// <summary>Lets time pass.</summary>
    public void Tick(double now)
    {
        Elapsed = (float)Math.Min(now - Now, 0.1);
        Now = now;
        Memory.Tick(now);
        if (IsNoticeDue)
            Notice = null;
        if (Notice is null && Memory.TryTakeNotice(out string? notice))
            Say(notice);
    }
}
