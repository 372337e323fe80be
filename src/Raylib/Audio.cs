using System.Runtime.InteropServices;

namespace Raylib_cs;

// The sound device and sounds. LoadSoundFromWave copies, so a Wave may point at the caller's samples during the call.
public static unsafe partial class Raylib
{
    [LibraryImport(NativeLibName)]
    public static partial void InitAudioDevice();

    [LibraryImport(NativeLibName)]
    public static partial void CloseAudioDevice();

    [LibraryImport(NativeLibName)]
    public static partial CBool IsAudioDeviceReady();

    [LibraryImport(NativeLibName)]
    public static partial Sound LoadSoundFromWave(Wave wave);

    [LibraryImport(NativeLibName)]
    public static partial void UnloadSound(Sound sound);

    [LibraryImport(NativeLibName)]
    public static partial void PlaySound(Sound sound);
}

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
