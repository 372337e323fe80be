using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Raylib_cs;

namespace Unmask.Toy.Window.Sound;

/// <summary>
/// Plays effects if there is a sound device, and is silent if there is none. The device is opened in the background, since that can
/// take longer than the first frame should.
/// </summary>
internal sealed unsafe class Speaker : IDisposable
{
    private readonly Raylib_cs.Sound[] _sounds = new Raylib_cs.Sound[Enum.GetValues<Effect>().Length];
    private readonly Task _opening;
    private volatile bool _ready;

    public Speaker() => _opening = Task.Run(Open);

    public void Play(Effect effect)
    {
        if (_ready)
            Raylib.PlaySound(_sounds[(int)effect]);
    }

    public void Dispose()
    {
        _opening.Wait();
        if (!_ready)
            return;
        _ready = false;
        foreach (Raylib_cs.Sound sound in _sounds)
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
            _sounds[(int)effect] = Load(Synthesizer.Samples(effect));
        _ready = true;
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

    /// <summary>Silences ALSA, which without a sound card writes many lines to standard error.</summary>
    private static void HushAlsa()
    {
        if (OperatingSystem.IsLinux()
            && NativeLibrary.TryLoad("libasound.so.2", out nint alsa)
            && NativeLibrary.TryGetExport(alsa, "snd_lib_error_set_handler", out nint set))
        {
            ((delegate* unmanaged[Cdecl]<delegate* unmanaged[Cdecl]<nint, int, nint, int, nint, void>, int>)set)(&Ignore);
        }
    }

    /// <summary>The caller cleans up the handler's further arguments, which belong to its format.</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Ignore(nint file, int line, nint function, int error, nint format)
    {
    }
}
