using Unmask.Toy.Window.Keys;

namespace Unmask.Toy.Window.Ui;

/// <summary>How a control is drawn.</summary>
internal enum Look
{
    /// <summary>By nobody, or by the scene itself.</summary>
    None,
    Button,

    /// <summary>The button that is meant most often.</summary>
    Primary,
    Chip,
    Stepper,
    Slider,
}

/// <summary>Formats the value of a slider; the buffer is there to avoid allocation.</summary>
internal delegate ReadOnlySpan<char> ValueText<in T>(T scene, Span<char> buffer);

/// <summary>
/// Something that a scene offers: where it is, what it says, what it does, and the shortcut that does the same. A scene has one table of them, from which
/// drawing, pointing, shortcuts, Tab and hints are read.
/// </summary>
/// <typeparam name="T">The scene.</typeparam>
/// <param name="Name">What it is called, and its label where that is always the same.</param>
/// <param name="Look">How it is drawn.</param>
internal sealed record Control<T>(string Name, Look Look = Look.None)
{
    /// <summary>Null if it is a shortcut and nothing else.</summary>
    public Func<T, Box>? Place { get; init; }

    public Func<T, string>? Label { get; init; }

    /// <summary>What a stepper stands at.</summary>
    public Func<T, string>? Value { get; init; }

    /// <summary>What a slider stands at.</summary>
    public ValueText<T>? Write { get; init; }

    /// <summary>Where the knob of a slider is, 0 to 1.</summary>
    public Func<T, float>? Share { get; init; }

    /// <summary>One line; the shortcut is added to it. Null if there is nothing to say now.</summary>
    public Func<T, string?>? Hint { get; init; }

    public Intent Intent { get; init; }

    public Func<T, bool>? IsShown { get; init; }

    public Func<T, bool>? IsEnabled { get; init; }

    public Func<T, bool>? IsOn { get; init; }

    /// <summary>What a click, Enter and the shortcut do.</summary>
    public Action<T>? Act { get; init; }

    /// <summary>Goes forward (1) or back (−1), by an arrow.</summary>
    public Action<T, int>? Turn { get; init; }

    /// <summary>Goes to a place on the slider.</summary>
    public Action<T, float>? Slide { get; init; }
}
