using System.Text.Json;
using Unmask.Model.Files;
using Unmask.Model.Tensors;

namespace Unmask.Window.Player;

/// <summary>Saves without an end, so that a test can kill it in the middle of it. Every file holds one number many times over.</summary>
public static class Saver
{
    public const string Text = "settings.json", Checkpoint = "model.safetensors.checkpoint";

    private const int Copies = 20_000;

    /// <summary>Saves the numbers from <paramref name="first"/> on, and says each on standard output when its files are there.</summary>
    public static void Run(string folder, int first)
    {
        for (int number = first; ; number++)
        {
            int[] text = [.. Enumerable.Repeat(number, Copies)];
            AtomicFile.Write(Path.Combine(folder, Text), stream => JsonSerializer.Serialize(stream, text));
            float[] values = new float[Copies];
            Array.Fill(values, number);
            WeightsFile.Save(Path.Combine(folder, Checkpoint), new WeightSet([new NamedTensor("state", [Copies], values)], new Dictionary<string, string>()));
            Console.WriteLine(number);
        }
    }

    /// <summary>The number that the text file holds, after checking that it is whole.</summary>
    /// <exception cref="InvalidDataException">It is not.</exception>
    public static int ReadText(string folder) => Same(JsonSerializer.Deserialize<int[]>(File.ReadAllBytes(Path.Combine(folder, Text)))!);

    /// <summary>The number that the checkpoint holds, after checking that it is whole.</summary>
    /// <exception cref="InvalidDataException">It is not.</exception>
    public static int ReadCheckpoint(string folder) => Same([.. WeightsFile.Load(Path.Combine(folder, Checkpoint)).Get("state", Copies).Select(value => (int)value)]);

    private static int Same(int[] numbers) =>
        numbers.Length == Copies && numbers.All(number => number == numbers[0]) ? numbers[0] : throw new InvalidDataException("the file mixes two saves");
}
