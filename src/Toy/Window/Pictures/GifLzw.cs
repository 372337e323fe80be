namespace Unmask.Toy.Window.Pictures;

/// <summary>The compressed pixels of one GIF frame: variable-length LZW (GIF89a, appendix F), packed into blocks of at most 255 bytes.</summary>
internal sealed class GifLzw
{
    private const int MostCodes = 4096, Buckets = 16384, BlockSize = 255;

    private readonly int[] keys = new int[Buckets];
    private readonly ushort[] codes = new ushort[Buckets];
    private readonly byte[] block = new byte[BlockSize + 1];
    private int blockLength, bits, bitCount, width, next, clear, symbolBits;

    /// <param name="output">Receives the code size, the blocks and their end.</param>
    /// <param name="pixels">At least one index, each below 2 to the power of <paramref name="indexBits"/>.</param>
    /// <param name="indexBits">Bits of an index, 1 to 8.</param>
    public void Write(Stream output, ReadOnlySpan<byte> pixels, int indexBits)
    {
        // The format has no code size below 2.
        symbolBits = Math.Max(2, indexBits);
        clear = 1 << symbolBits;
        (blockLength, bits, bitCount) = (0, 0, 0);
        output.WriteByte((byte)symbolBits);
        Begin();
        Put(output, clear);
        int prefix = pixels[0];
        foreach (byte pixel in pixels[1..])
        {
            int key = (prefix << 8 | pixel) + 1, bucket = Find(key);
            if (keys[bucket] == key)
            {
                prefix = codes[bucket];
                continue;
            }
            Put(output, prefix);
            if (next < MostCodes)
            {
                (keys[bucket], codes[bucket]) = (key, (ushort)next++);
            }
            else
            {
                Put(output, clear);
                Begin();
            }
            prefix = pixel;
        }
        Put(output, prefix);
        Put(output, clear + 1);
        if (bitCount > 0)
            Put(output, (byte)bits);
        Flush(output);
        output.WriteByte(0);
    }

    private void Begin()
    {
        Array.Clear(keys);
        width = symbolBits + 1;
        next = clear + 2;
    }

    /// <summary>The bucket that has the key, or the empty one where it belongs.</summary>
    private int Find(int key)
    {
        int bucket = (int)((uint)key * 2654435769u >> 18);
        while (keys[bucket] != 0 && keys[bucket] != key)
            bucket = (bucket + 1) & (Buckets - 1);
        return bucket;
    }

    private void Put(Stream output, int code)
    {
        bits |= code << bitCount;
        bitCount += width;
        while (bitCount >= 8)
        {
            Put(output, (byte)bits);
            bits >>= 8;
            bitCount -= 8;
        }
        // The reader learns each entry one code later than the writer.
        if (next == 1 << width && width < 12)
            width++;
    }

    private void Put(Stream output, byte value)
    {
        block[++blockLength] = value;
        if (blockLength == BlockSize)
            Flush(output);
    }

    private void Flush(Stream output)
    {
        if (blockLength == 0)
            return;
        block[0] = (byte)blockLength;
        output.Write(block, 0, blockLength + 1);
        blockLength = 0;
    }
}
