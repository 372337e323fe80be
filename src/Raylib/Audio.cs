using System.Runtime.InteropServices;

namespace Raylib_cs;

// The sound device, waves and sounds. LoadSoundFromWave copies, so a Wave may point at one's own samples for the call.
public static unsafe partial class Raylib
{
    // Device

    [LibraryImport(NativeLibName)]
    public static partial void InitAudioDevice();

    [LibraryImport(NativeLibName)]
    public static partial void CloseAudioDevice();

    [LibraryImport(NativeLibName)]
    public static partial CBool IsAudioDeviceReady();

    [LibraryImport(NativeLibName)]
    public static partial void SetMasterVolume(float volume);

    [LibraryImport(NativeLibName)]
    public static partial float GetMasterVolume();

    // Waves

    [LibraryImport(NativeLibName)]
    public static partial Wave LoadWaveFromMemory(sbyte* fileType, byte* fileData, int dataSize);

    [LibraryImport(NativeLibName)]
    public static partial CBool IsWaveValid(Wave wave);

    [LibraryImport(NativeLibName)]
    public static partial void UnloadWave(Wave wave);

    // Sounds

    [LibraryImport(NativeLibName)]
    public static partial Sound LoadSoundFromWave(Wave wave);

    [LibraryImport(NativeLibName)]
    public static partial CBool IsSoundValid(Sound sound);

    [LibraryImport(NativeLibName)]
    public static partial void UnloadSound(Sound sound);

    [LibraryImport(NativeLibName)]
    public static partial void PlaySound(Sound sound);

    [LibraryImport(NativeLibName)]
    public static partial void StopSound(Sound sound);

    [LibraryImport(NativeLibName)]
    public static partial CBool IsSoundPlaying(Sound sound);

    [LibraryImport(NativeLibName)]
    public static partial void SetSoundVolume(Sound sound, float volume);

    [LibraryImport(NativeLibName)]
    public static partial void SetSoundPitch(Sound sound, float pitch);

    [LibraryImport(NativeLibName)]
    public static partial void SetSoundPan(Sound sound, float pan);

    // The same over managed memory

    public static Wave LoadWaveFromMemory(string fileType, byte[] fileData)
    {
        using Utf8Text fileTypeUtf8 = new(fileType, stackalloc byte[Utf8Text.OnStack]);
        fixed (byte* fileTypeBytes = fileTypeUtf8)
        fixed (byte* fileDataBytes = fileData)
            return LoadWaveFromMemory((sbyte*)fileTypeBytes, fileDataBytes, fileData.Length);
    }
}
