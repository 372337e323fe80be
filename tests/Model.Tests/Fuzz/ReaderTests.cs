using System.Text;
using Unmask.Model.Diffusion;
using Unmask.Model.Files;
using Unmask.Model.Learning;
using Unmask.Model.Perceptrons;
using Unmask.Model.Sessions;
using Unmask.Model.Tensors;
using Unmask.Model.Tests.Diffusion;
using Unmask.Model.Text;
using Unmask.Model.Transformers;
using Unmask.Tests;
using Xunit;

namespace Unmask.Model.Tests.Fuzz;

/// <summary>Damaged input for every parser of external data.</summary>
public sealed class ReaderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("unmask-fuzz-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Weights()
    {
        byte[] small = Bytes(new WeightSet(
            [new("W1", [2, 3], [1, 2, 3, 4, 5, 6]), new("b1", [3], [0, float.NaN, 7]), new("scale", [], [9])],
            new Dictionary<string, string> { ["architecture"] = "mlp", ["slots"] = "12" }));
        double refused = Fuzzing.Run([small], 20_000, bytes => Refusal<WeightsException>(() => SafetensorsReader.Read(new MemoryStream(bytes), "x.safetensors")));
        Assert.InRange(refused, 0.5, 1);
    }

    [Fact]
    public void Denoisers()
    {
        byte[][] samples = [Bytes(Mlp.RandomWeights(1)), Bytes(NameTransformer.Shape.RandomWeights(1))];
        double refused = Fuzzing.Run(samples, 200, bytes => Refusal<WeightsException>(() => DenoiserCatalog.Create(SafetensorsReader.Read(new MemoryStream(bytes), "x"), "x")));
        Assert.InRange(refused, 0.25, 1);
    }

    [Fact]
    public void Data_files()
    {
        byte[][] samples =
        [
            "name,births\nemma,20000\nolivia,19000\nava,3\n"u8.ToArray(),
            "\uFEFFZoë\r\nnoël\r\n\r\n  mary  \r\n"u8.ToArray(),
            Encoding.UTF8.GetBytes(string.Join('\n', Enumerable.Range(0, 500).Select(i => $"{(char)('a' + (i % 26))}nna,{i}"))),
        ];
        double refused = Fuzzing.Run(samples, 20_000, bytes => Refusal<NameFileException>(() => NameFile.Parse(bytes, "x.txt", Alphabet.English, NameSet.LongestName)));
        Assert.InRange(refused, 0.005, 0.95);
    }

    [Fact]
    public void Patterns()
    {
        byte[][] samples = ["ma__[aeiou]n$"u8.ToArray(), "[^x]._"u8.ToArray(), "____________"u8.ToArray(), "emma."u8.ToArray()];
        var empty = new Board(Alphabet.English, 12, SamplerSettings.Default(40), 1);
        double refused = Fuzzing.Run(samples, 20_000, bytes => Refusal<PatternException>(() => Pattern.Apply(Encoding.UTF8.GetString(bytes).Replace('\n', '?'), empty)));
        Assert.InRange(refused, 0.25, 1);
    }

    [Fact]
    public void Replay_codes()
    {
        var denoiser = new HashDenoiser(Alphabet.English, 12);
        var session = new Session(denoiser, Pattern.Apply("[aeiou]_m", new Board(Alphabet.English, 12, SamplerSettings.Default(40), 42)));
        foreach (BoardAction action in (BoardAction[])[BoardAction.Step, BoardAction.Step, BoardAction.Finish])
            Assert.True(session.TryApply(action, out _));
        Assert.True(ReplayCode.TryEncode(session, out string? code, out string? reason), reason);
        double refused = Fuzzing.Run([Encoding.UTF8.GetBytes(code)], 20_000, bytes => Replay(Encoding.UTF8.GetString(bytes)));
        Assert.InRange(refused, 0.75, 1);
        // What lies behind a checksum that is right.
        Assert.True(ReplayText.TryDecode(code, out byte[]? payload, out reason), reason);
        refused = Fuzzing.Run([payload], 20_000, bytes => Replay(ReplayText.Encode(bytes)));
        Assert.InRange(refused, 0.25, 1);

        string? Replay(string text) =>
            ReplayCode.TryDecode(text, out ReplayCode? read, out string? refusal) && read.TryReplay(denoiser, out _, out refusal) ? null : refusal;
    }

    [Fact]
    public void Checkpoints()
    {
        string path = Path.Combine(_folder, "x.checkpoint");
        var identity = new Dictionary<string, string> { ["recipe"] = "seed" };
        var loss = new LossMonitor(28);
        new Checkpoint(7, loss, new WeightSet([new("W1", [4], [1, 2, 3, 4])], new Dictionary<string, string>())).Save(path, identity);
        byte[] good = File.ReadAllBytes(path);
        double refused = Fuzzing.Run([good], 2_000, bytes =>
        {
            File.WriteAllBytes(path, bytes);
            return Refusal<WeightsException>(() => Checkpoint.TryLoad(path, identity, new LossMonitor(28)));
        });
        Assert.InRange(refused, 0.25, 1);
    }

    private static string? Refusal<TRefusal>(Action read)
        where TRefusal : Exception
    {
        try
        {
            read();
            return null;
        }
        catch (TRefusal e)
        {
            return e.Message;
        }
    }

    private static byte[] Bytes(WeightSet weights)
    {
        using MemoryStream stream = new();
        SafetensorsWriter.Write(stream, weights);
        return stream.ToArray();
    }
}
