using Unmask.Toy.Window.Platform;

namespace Unmask.Window.Player;

/// <summary>A clipboard on which another program has always just put something else: nonsense, half a code, a picture's bytes, far too much.</summary>
internal sealed class GarbageClipboard : IClipboard
{
    private readonly Random _random = new(1);
    private string _copied = "unmask1-";

    public string Text
    {
        get => _random.Next(6) switch
        {
            0 => "",
            1 => _copied[.._random.Next(_copied.Length)],
            2 => Changed(_copied),
            3 => new string('x', _random.Next(100_000)),
            4 => "unmask1-" + Convert.ToBase64String(Bytes(_random.Next(200))).Replace('+', '-').Replace('/', '_').TrimEnd('='),
            _ => System.Text.Encoding.Latin1.GetString(Bytes(_random.Next(400))),
        };
        set => _copied = value;
    }

    private byte[] Bytes(int count)
    {
        byte[] bytes = new byte[count];
        _random.NextBytes(bytes);
        return bytes;
    }

    private string Changed(string code)
    {
        char[] characters = code.ToCharArray();
        characters[_random.Next(characters.Length)] = (char)_random.Next(33, 127);
        return new string(characters);
    }
}
