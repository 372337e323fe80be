namespace Unmask.Toy.Window.Pictures;

/// <summary>The compressed pixels of one GIF frame: variable-length LZW (GIF89a, appendix F), packed into blocks of at most 255 bytes.</summary>
internal sealed class GifLzw
{
    private const int MostCodes = 4096, Buckets = 16384, BlockSize = 255;

    private readonly int[] _keys = new int[Buckets];
    private readonly ushort[] _codes = new ushort[Buckets];
    private readonly byte[] _block = new byte[BlockSize + 1];
    private int _blockLength, _bits, _bitCount, _width, _next, _clear, _symbolBits;

    /// <param name="output">Receives the code size, the blocks and their end.</param>
    /// <param name="pixels">At least one index, each below 2 to the power of <paramref name="indexBits"/>.</param>
    /// <param name="indexBits">Bits of an index, 1 to 8.</param>
    public void Write(Stream output, ReadOnlySpan<byte> pixels, int indexBits)
    {
        // The format has no code size below 2.
        _symbolBits = Math.Max(2, indexBits);
        _clear = 1 << _symbolBits;
        (_blockLength, _bits, _bitCount) = (0, 0, 0);
        output.WriteByte((byte)_symbolBits);
        Begin();
        Put(output, _clear);
        int prefix = pixels[0];
        foreach (byte pixel in pixels[1..])
        {
            int key = (prefix << 8 | pixel) + 1, bucket = Find(key);
            if (_keys[bucket] == key)
            {
                prefix = _codes[bucket];
                continue;
            }
            Put(output, prefix);
            if (_next < MostCodes)
            {
                (_keys[bucket], _codes[bucket]) = (key, (ushort)_next++);
            }
            else
            {
                Put(output, _clear);
                Begin();
            }
            prefix = pixel;
        }
        Put(output, prefix);
        Put(output, _clear + 1);
        if (_bitCount > 0)
            Put(output, (byte)_bits);
        Flush(output);
        output.WriteByte(0);
    }

    private void Begin()
    {
        Array.Clear(_keys);
        _width = _symbolBits + 1;
        _next = _clear + 2;
    }

    /// <summary>The key's bucket, or the empty bucket where it belongs.</summary>
    private int Find(int key)
    {
        int bucket = (int)((uint)key * 2654435769u >> 18);
        while (_keys[bucket] != 0 && _keys[bucket] != key)
            bucket = (bucket + 1) & (Buckets - 1);
        return bucket;
    }

    private void Put(Stream output, int code)
    {
        _bits |= code << _bitCount;
        _bitCount += _width;
        while (_bitCount >= 8)
        {
            Put(output, (byte)_bits);
            _bits >>= 8;
            _bitCount -= 8;
        }
        // The reader learns each entry one code later than the writer.
        if (_next == 1 << _width && _width < 12)
            _width++;
    }

    private void Put(Stream output, byte value)
    {
        _block[++_blockLength] = value;
        if (_blockLength == BlockSize)
            Flush(output);
    }

    private void Flush(Stream output)
    {
        if (_blockLength == 0)
            return;
        _block[0] = (byte)_blockLength;
        output.Write(_block, 0, _blockLength + 1);
        _blockLength = 0;
    }
}
