namespace Unmask.Model.Sessions;

/// <summary>Writes numbers of any width one after the other, the lowest bit first.</summary>
internal sealed class ReplayBitWriter
{
    private readonly List<byte> _bytes = [];
    private int _used;

    public void Write(ulong value, int bits)
    {
        for (int i = 0; i < bits; i++, _used++)
        {
            if (_used % 8 == 0)
                _bytes.Add(0);
            _bytes[^1] |= (byte)((value >> i & 1) << _used % 8);
        }
    }

    public void Write(bool value) => Write(value ? 1UL : 0, 1);

    /// <summary>Writes a number of any size, small ones in few bits: four bits at a time, each four with a bit that says whether more follow.</summary>
    public void WriteCount(ulong value)
    {
        for (; value > 15; value >>= 4)
            Write(value & 15 | 16, 5);
        Write(value, 5);
    }

    /// <summary>All that was written, filled up to whole bytes with zeros.</summary>
    public byte[] ToBytes() => [.. _bytes];
}

/// <summary>Reads what <see cref="ReplayBitWriter"/> wrote. Past the end it reads zeros and remembers it.</summary>
internal sealed class ReplayBitReader(byte[] bytes)
{
    private int _read;

    /// <summary>More was read than there is.</summary>
    public bool IsOverrun => _read > bytes.Length * 8;

    /// <summary>Everything was read, but for zeros that fill the last byte.</summary>
    public bool IsAtEnd
    {
        get
        {
            int left = bytes.Length * 8 - _read;
            return left is >= 0 and < 8 && (left == 0 || bytes[^1] >> 8 - left == 0);
        }
    }

    public ulong Read(int bits)
    {
        ulong value = 0;
        for (int i = 0; i < bits; i++, _read++)
        {
            if (_read < bytes.Length * 8)
                value |= (ulong)(bytes[_read / 8] >> _read % 8 & 1) << i;
        }
        return value;
    }

    public bool ReadFlag() => Read(1) != 0;

    public ulong ReadCount()
    {
        ulong value = 0;
        for (int shift = 0; shift < 64; shift += 4)
        {
            ulong part = Read(5);
            value |= (part & 15) << shift;
            if (part < 16)
                break;
        }
        return value;
    }
}
