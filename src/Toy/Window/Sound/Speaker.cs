using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Raylib_cs;

namespace Unmask.Toy.Window.Sound;

/// <summary>
/// Plays effects where there is a sound device, and is silent where there is none. The device is opened beside the game, since that can
/// take longer than the first frame may.
/// </summary>
internal sealed unsafe class Speaker : IDisposable
{
    private readonly Raylib_cs.Sound[] sounds = new Raylib_cs.Sound[Enum.GetValues<Effect>().Length];
    private readonly Task opening;
    private volatile bool ready;

    public Speaker() => opening = Task.Run(Open);

    public void Play(Effect effect)
    {
        if (ready)
            Raylib.PlaySound(sounds[(int)effect]);
    }

    public void Dispose()
    {
        opening.Wait();
        if (!ready)
            return;
        ready = false;
        foreach (Raylib_cs.Sound sound in sounds)
            Raylib.UnloadSound(sound);
        Raylib.CloseAudioDevice();
    }

    private void Open()
    {
        HushAlsa();
        Raylib.InitAudioDevice();
        if (!Raylib.IsAudioDeviceReady())
            return;
        foreach (Effect effect in Enum.GetValues<Effect>())
            sounds[(int)effect] = Load(Synthesizer.Samples(effect));
        ready = true;
    }

    private static Raylib_cs.Sound Load(short[] samples)
    {
        fixed (short* data = samples)
        {
            return Raylib.LoadSoundFromWave(new Wave
            {
                SampleCount = (uint)samples.Length, SampleRate = Synthesizer.SampleRate, SampleSize = 16, Channels = 1, Data = data,
            });
        }
    }

    /// <summary>Without a sound card, ALSA complains line after line on standard error; it is told to keep that to itself.</summary>
    private static void HushAlsa()
    {
        if (OperatingSystem.IsLinux()
            && NativeLibrary.TryLoad("libasound.so.2", out nint alsa)
            && NativeLibrary.TryGetExport(alsa, "snd_lib_error_set_handler", out nint set))
        {
            ((delegate* unmanaged[Cdecl]<delegate* unmanaged[Cdecl]<nint, int, nint, int, nint, void>, int>)set)(&Ignore);
        }
    }

    /// <summary>The handler's further arguments, for its format, are the caller's to clean up.</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Ignore(nint file, int line, nint function, int error, nint format)
    {
    }
}
