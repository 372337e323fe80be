namespace Raylib_cs;

/// <summary>Samples in main memory.</summary>
public unsafe struct Wave
{
    /// <summary>raylib calls it frames: one sample for each channel.</summary>
    public uint SampleCount;
    public uint SampleRate;
    public uint SampleSize;
    public uint Channels;
    public void* Data;
}

public struct AudioStream
{
    public nint Buffer;
    public nint Processor;
    public uint SampleRate;
    public uint SampleSize;
    public uint Channels;
}

public struct Sound
{
    public AudioStream Stream;
    public uint FrameCount;
}
