namespace Unmask.Toy.Window.Sound;

/// <summary>Makes the effects from sines: short, soft, and silent at both ends, so that nothing clicks. Mono.</summary>
internal static class Synthesizer
{
    public const int SampleRate = 44_100;

    /// <summary>The loudest sample of any effect; full scale is 1.</summary>
    private const float Peak = 0.22f;

    /// <summary>A note.</summary>
    /// <param name="Start">Seconds after the effect's beginning.</param>
    /// <param name="Length">Seconds.</param>
    /// <param name="Pitch">Hertz at its beginning.</param>
    /// <param name="Glide">Its pitch at the end as a multiple of that at the beginning.</param>
    /// <param name="Overtone">Amplitude of the octave above, relative to the note.</param>
    private readonly record struct Note(float Start, float Length, float Pitch, float Glide = 1, float Overtone = 0.2f);

    public static short[] Samples(Effect effect)
    {
        Note[] notes = NotesOf(effect);
        var mix = new float[(int)(notes.Max(note => note.Start + note.Length) * SampleRate)];
        foreach (Note note in notes)
            Add(mix, note);
        float loudest = mix.Max(MathF.Abs);
        return [.. mix.Select(sample => (short)(sample / loudest * Peak * short.MaxValue))];
    }

    private static Note[] NotesOf(Effect effect) => effect switch
    {
        Effect.Reveal => [new(0, 0.11f, 784, 1.02f)],
        Effect.Force => [new(0, 0.09f, 330, 0.8f, 0.45f)],
        Effect.Remask => [new(0, 0.14f, 523, 0.62f, 0.1f)],
        Effect.Finish => [new(0, 0.3f, 523), new(0.07f, 0.3f, 659), new(0.14f, 0.36f, 784)],
        _ => [new(0, 0.08f, 196, 1, 0.5f), new(0.09f, 0.1f, 175, 1, 0.5f)],
    };

    private static void Add(Span<float> mix, Note note)
    {
        int first = (int)(note.Start * SampleRate), length = Math.Min((int)(note.Length * SampleRate), mix.Length - first);
        double phase = 0;
        for (int i = 0; i < length; i++)
        {
            float along = (float)i / length;
            // Rises within 4 ms, then falls to silence.
            float attack = Math.Min(1, i / (0.004f * SampleRate)), fall = (1 - along) * (1 - along);
            phase += 2 * Math.PI * note.Pitch * (1 + (note.Glide - 1) * along) / SampleRate;
            mix[first + i] += attack * fall * (MathF.Sin((float)phase) + note.Overtone * MathF.Sin((float)(2 * phase)));
        }
    }
}
