namespace Raylib_cs;

/// <summary>C's bool: one byte.</summary>
public readonly struct CBool(bool value)
{
    private readonly sbyte value = value ? (sbyte)1 : (sbyte)0;

    public static implicit operator bool(CBool x) => x.value != 0;

    public static implicit operator CBool(bool x) => new(x);

    public override string ToString() => ((bool)this).ToString();
}
