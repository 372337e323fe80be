using Raylib_cs;

namespace Unmask.Toy.Window.Ui;

/// <summary>A line of text that is being typed, with its caret. It draws nothing.</summary>
/// <param name="longest">The most characters.</param>
internal sealed class TextEntry(int longest)
{
    public string Text { get; private set; } = "";

    /// <summary>The characters before the caret.</summary>
    public int Caret { get; private set; }

    /// <summary>Begins with a text, the caret behind it.</summary>
    public void Begin(string text) => (Text, Caret) = (text, text.Length);

    /// <summary>Types at the caret; nothing that has no place.</summary>
    public void Type(char character)
    {
        if (char.IsControl(character) || Text.Length >= longest)
            return;
        Text = Text.Insert(Caret, character.ToString());
        Caret++;
    }

    /// <summary>Moves the caret, or removes a character.</summary>
    /// <returns>False for any other key.</returns>
    public bool Press(KeyboardKey key)
    {
        switch (key)
        {
            case KeyboardKey.Left or KeyboardKey.Right:
                Caret = Math.Clamp(Caret + (key == KeyboardKey.Right ? 1 : -1), 0, Text.Length);
                return true;
            case KeyboardKey.Home or KeyboardKey.End:
                Caret = key == KeyboardKey.End ? Text.Length : 0;
                return true;
            case KeyboardKey.Backspace when Caret > 0:
                Text = Text.Remove(--Caret, 1);
                return true;
            case KeyboardKey.Delete when Caret < Text.Length:
                Text = Text.Remove(Caret, 1);
                return true;
            default:
                return key is KeyboardKey.Backspace or KeyboardKey.Delete;
        }
    }
}
