using Unmask.Toy.Window.Platform;

namespace Unmask.Window.Player;

/// <summary>A clipboard on which another program has always just put something else: nonsense, half a code, a picture's bytes, far too much.</summary>
internal sealed class GarbageClipboard : IClipboard
{
    private readonly Random random = new(1);
    private string copied = "unmask1-";

    public string Text
    {
        get => random.Next(6) switch
        {
            0 => "",
            1 => copied[..random.Next(copied.Length)],
            2 => Changed(copied),
            3 => new string('x', random.Next(100_000)),
            4 => "unmask1-" + Convert.ToBase64String(Bytes(random.Next(200))).Replace('+', '-').Replace('/', '_').TrimEnd('='),
            _ => System.Text.Encoding.Latin1.GetString(Bytes(random.Next(400))),
        };
        set => copied = value;
    }

    private byte[] Bytes(int count)
    {
        byte[] bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }

    private string Changed(string code)
    {
        char[] characters = code.ToCharArray();
        characters[random.Next(characters.Length)] = (char)random.Next(33, 127);
        return new string(characters);
    }
}
