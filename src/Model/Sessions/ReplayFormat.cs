using System.Numerics;
using System.Text;
using Unmask.Model.Diffusion;
using Unmask.Model.Text;

namespace Unmask.Model.Sessions;

/// <summary>
/// Version 1 of how a replay code's parts become bits. Symbols, slots and sets take as many bits as the row's shape asks for, so the shape
/// comes first. Tables only ever grow at their ends; whatever else changes needs another version.
/// </summary>
/// <param name="Slots">Slots of the row.</param>
/// <param name="Letters">Letters of the alphabet.</param>
internal readonly record struct ReplayFormat(int Slots, int Letters)
{
    private const int KindBits = 4, OrderBits = 5, RemaskBits = 3, StepBits = 10, HundredthBits = 10, SmallSetBits = 2;

    private static readonly ActionKind[] Kinds =
    [
        ActionKind.Step, ActionKind.Reveal, ActionKind.Force, ActionKind.Remask, ActionKind.Finish, ActionKind.Restart,
        ActionKind.Configure, ActionKind.Restrict, ActionKind.Forbid, ActionKind.End, ActionKind.Lift, ActionKind.SetPattern, ActionKind.ForbidEverywhere,
    ];

    private static readonly string[] Orders = ["confidence", "margin", "random", "left-to-right", "right-to-left", "sampled", "entropy", "own", "comb", "drawn-comb"];

    private static readonly string[] Remasks = ["none", "cap", "rescale", "confidence", "introspective"];

    /// <summary>Baseline for the settings that a game begins with: only differences from it are written. Frozen with version 1, whatever the program's defaults are.</summary>
    public static SamplerSettings Usual { get; } = new(RevealOrders.Confidence, 40, 0.8f) { Remasking = Remaskings.None, Strength = 0.5f, Gamma = 0.5f };

    private int SlotBits => BitOperations.Log2((uint)Slots) + 1;

    private int SymbolBits => BitOperations.Log2((uint)Letters) + 1;

    private SymbolSet Outputs => new((1UL << Letters + 1) - 1);

    public static bool CanWrite(in SamplerSettings settings) =>
        Array.IndexOf(Orders, settings.Order.Name) >= 0 && Array.IndexOf(Remasks, settings.Remasking.Name) >= 0;

    /// <param name="to">Receives the bits.</param>
    /// <param name="action">The action; of any kind but the start.</param>
    /// <param name="settings">The settings before it.</param>
    public void Write(ReplayBitWriter to, in BoardAction action, in SamplerSettings settings)
    {
        to.Write((ulong)Array.IndexOf(Kinds, action.Kind), KindBits);
        if (HasSlot(action.Kind))
            to.Write((ulong)action.Slot, SlotBits);
        if (action.Kind == ActionKind.Force)
            to.Write(action.Symbols.First, SymbolBits);
        else if (action.Kind is ActionKind.Restrict or ActionKind.Forbid or ActionKind.ForbidEverywhere)
            Write(to, action.Symbols & Outputs);
        else if (action.Kind == ActionKind.Configure)
            Write(to, action.Settings, settings);
        else if (action.Kind == ActionKind.SetPattern)
            Write(to, action.Pattern!);
    }

    /// <returns>False if these bits are no action on such a row.</returns>
    public bool TryRead(ReplayBitReader from, in SamplerSettings settings, out BoardAction action)
    {
        action = default;
        int kind = (int)from.Read(KindBits);
        if (kind >= Kinds.Length)
            return false;
        action = new BoardAction(Kinds[kind]);
        if (HasSlot(action.Kind))
        {
            int slot = (int)from.Read(SlotBits);
            if (slot >= Slots)
                return false;
            action = action with { Slot = slot };
        }
        switch (action.Kind)
        {
            case ActionKind.Force:
                byte symbol = (byte)from.Read(SymbolBits);
                action = action with { Symbols = SymbolSet.Of(symbol) };
                return symbol <= Letters;
            case ActionKind.Restrict or ActionKind.Forbid or ActionKind.ForbidEverywhere:
                bool isSet = TryRead(from, out SymbolSet set);
                action = action with { Symbols = set };
                return isSet;
            case ActionKind.Configure:
                bool isUsable = TryRead(from, settings, out SamplerSettings next);
                action = action with { Settings = next };
                return isUsable;
            case ActionKind.SetPattern:
                bool isText = TryRead(from, out string? pattern);
                action = action with { Pattern = pattern };
                return isText;
            default:
                return true;
        }
    }

    /// <summary>A pattern as its bytes in UTF-8: the alphabet is not known here.</summary>
    private static void Write(ReplayBitWriter to, string pattern)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(pattern);
        to.WriteCount((ulong)bytes.Length);
        foreach (byte one in bytes)
            to.Write(one, 8);
    }

    private static bool TryRead(ReplayBitReader from, out string? pattern)
    {
        pattern = null;
        ulong count = from.ReadCount();
        if (count > ReplayText.MaxLength)
            return false;
        byte[] bytes = new byte[count];
        for (int i = 0; i < bytes.Length; i++)
            bytes[i] = (byte)from.Read(8);
        pattern = Encoding.UTF8.GetString(bytes);
        return true;
    }

    /// <summary>A set of a few symbols as their list, any other as one bit per symbol.</summary>
    public void Write(ReplayBitWriter to, SymbolSet set)
    {
        bool isSmall = set.Count is > 0 and <= 1 << SmallSetBits;
        to.Write(isSmall);
        if (!isSmall)
        {
            to.Write(set.Bits, Letters + 1);
            return;
        }
        to.Write((ulong)set.Count - 1, SmallSetBits);
        for (ulong rest = set.Bits; rest != 0; rest &= rest - 1)
            to.Write(new SymbolSet(rest).First, SymbolBits);
    }

    public bool TryRead(ReplayBitReader from, out SymbolSet set)
    {
        set = default;
        if (!from.ReadFlag())
        {
            set = new SymbolSet(from.Read(Letters + 1));
            return true;
        }
        for (int left = (int)from.Read(SmallSetBits); left >= 0; left--)
        {
            byte symbol = (byte)from.Read(SymbolBits);
            if (symbol > Letters)
                return false;
            set = set.With(symbol);
        }
        return true;
    }

    /// <summary>Every setting as a bit that says whether it changes and, if so, its new value.</summary>
    public static void Write(ReplayBitWriter to, in SamplerSettings settings, in SamplerSettings before)
    {
        if (Changes(settings.Order.Name != before.Order.Name))
            to.Write((ulong)Array.IndexOf(Orders, settings.Order.Name), OrderBits);
        if (Changes(settings.Steps != before.Steps))
            to.Write((ulong)settings.Steps, StepBits);
        if (Changes(settings.Temperature != before.Temperature))
            Write(to, settings.Temperature);
        // One bit for all that few games change.
        if (!Changes(settings != before with { Order = settings.Order, Steps = settings.Steps, Temperature = settings.Temperature }))
            return;
        if (Changes(settings.Remasking.Name != before.Remasking.Name))
            to.Write((ulong)Array.IndexOf(Remasks, settings.Remasking.Name), RemaskBits);
        if (Changes(settings.Strength != before.Strength))
            Write(to, settings.Strength);
        if (Changes(settings.Gamma != before.Gamma))
            Write(to, settings.Gamma);
        if (Changes(settings.Sequence != before.Sequence))
        {
            to.Write((ulong)settings.Sequence.Count, SlotSequence.BitsPerSlot);
            for (int place = 0; place < settings.Sequence.Count; place++)
                to.Write((ulong)settings.Sequence[place] + 1, SlotSequence.BitsPerSlot);
        }

        bool Changes(bool changes)
        {
            to.Write(changes);
            return changes;
        }
    }

    public static bool TryRead(ReplayBitReader from, in SamplerSettings before, out SamplerSettings settings)
    {
        settings = before;
        if (from.ReadFlag())
        {
            int index = (int)from.Read(OrderBits);
            if (index >= Orders.Length || !RevealOrders.TryFind(Orders[index], out IRevealOrder? order))
                return false;
            settings = settings with { Order = order };
        }
        if (from.ReadFlag())
            settings = settings with { Steps = (int)from.Read(StepBits) };
        if (from.ReadFlag())
            settings = settings with { Temperature = ReadNumber(from) };
        return (!from.ReadFlag() || TryReadRest(from, ref settings)) && settings.Problem is null;
    }

    private static bool TryReadRest(ReplayBitReader from, ref SamplerSettings settings)
    {
        if (from.ReadFlag())
        {
            int index = (int)from.Read(RemaskBits);
            if (index >= Remasks.Length || !Remaskings.TryFind(Remasks[index], out IRemasking? remasking))
                return false;
            settings = settings with { Remasking = remasking };
        }
        if (from.ReadFlag())
            settings = settings with { Strength = ReadNumber(from) };
        if (from.ReadFlag())
            settings = settings with { Gamma = ReadNumber(from) };
        if (!from.ReadFlag())
            return true;
        int count = (int)from.Read(SlotSequence.BitsPerSlot);
        UInt128 bits = 0;
        for (int place = 0; place < Math.Min(count, Board.MaxSlots); place++)
            bits |= (UInt128)from.Read(SlotSequence.BitsPerSlot) << place * SlotSequence.BitsPerSlot;
        bool isSequence = SlotSequence.TryFromBits(bits, out SlotSequence sequence) && sequence.Count == count;
        settings = settings with { Sequence = sequence };
        return isSequence;
    }

    /// <summary>A number as whole hundredths where it is one, as sliders make them, else as it is.</summary>
    private static void Write(ReplayBitWriter to, float number)
    {
        int hundredths = (int)Math.Clamp(MathF.Round(number * 100), 0, (1 << HundredthBits) - 1);
        bool isRound = hundredths / 100f == number;
        to.Write(isRound);
        if (isRound)
            to.Write((ulong)hundredths, HundredthBits);
        else
            to.Write(BitConverter.SingleToUInt32Bits(number), 32);
    }

    private static float ReadNumber(ReplayBitReader from) =>
        from.ReadFlag() ? from.Read(HundredthBits) / 100f : BitConverter.UInt32BitsToSingle((uint)from.Read(32));

    private static bool HasSlot(ActionKind kind) =>
        kind is not (ActionKind.Step or ActionKind.Finish or ActionKind.Restart or ActionKind.Configure or ActionKind.SetPattern or ActionKind.ForbidEverywhere);
}
