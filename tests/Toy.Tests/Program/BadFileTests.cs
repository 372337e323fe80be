using System.Buffers.Binary;
using System.Text;

namespace Unmask.Toy.Tests.Program;

/// <summary>Files that cannot be used: one line that names the file and the fault, exit code 1, and nothing left behind.</summary>
public sealed class BadFileTests(TrainedWeights weights)
{
    [Fact]
    public void An_empty_data_file() => RefusedData("empty.txt", [], "empty.txt: the file is empty");

    [Fact]
    public void A_binary_data_file() => RefusedData("binary.txt", [0x7f, (byte)'E', (byte)'L', (byte)'F', 0, 1, 2], "binary.txt: binary data");

    [Fact]
    public void A_data_file_that_is_not_UTF8() => RefusedData("latin.txt", [(byte)'a', 0xe9, (byte)'\n'], "latin.txt: not UTF-8");

    [Fact]
    public void A_data_file_without_usable_names() => RefusedData("numbers.txt", "12\n34\n"u8, "numbers.txt: none of its 2 entries, such as “12”, is a word");

    [Fact]
    public void A_data_file_that_is_not_there() =>
        Refused("no-such.txt", "train", "--data", weights.InFolder("no-such.txt"), "--out", weights.InFolder("never.safetensors"));

    [Fact]
    public void Truncated_weights()
    {
        byte[] whole = File.ReadAllBytes(weights.Path);
        foreach (int length in new[] { 0, 7, 100, whole.Length - 1 })
            RefusedWeights("truncated.safetensors", whole.AsSpan(0, length));
    }

    [Fact]
    public void Weights_with_a_header_longer_than_the_file() =>
        RefusedWeights("long.safetensors", [0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0, (byte)'{', (byte)'}']);

    [Fact]
    public void Weights_of_another_shape()
    {
        const string header = """{"W1":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b1":{"dtype":"F32","shape":[1],"data_offsets":[8,12]},"W2":{"dtype":"F32","shape":[1],"data_offsets":[12,16]},"b2":{"dtype":"F32","shape":[1],"data_offsets":[16,20]}}""";
        byte[] file = new byte[8 + header.Length + 20];
        BinaryPrimitives.WriteInt64LittleEndian(file, header.Length);
        Encoding.ASCII.GetBytes(header, file.AsSpan(8));
        RefusedWeights("shape.safetensors", file, "'W1' has shape [2]");
    }

    [Fact]
    public void Weights_that_are_not_there() => Refused("there is no such file", "generate", "--weights", weights.InFolder("no-such.safetensors"));

    [Fact]
    public void A_folder_instead_of_weights() => Refused("the file cannot be read: it is a folder", "generate", "--weights", weights.Folder);

    [Fact]
    public void A_path_that_is_empty_or_ends_in_no_name()
    {
        Refused("'': the file cannot be read: its path is empty", "generate", "--weights", "");
        Refused($"'{weights.Folder}/': the file cannot be written: it is a folder", "export", "--onnx", weights.Folder + "/");
    }

    [Fact]
    public void What_a_file_says_neither_commands_the_terminal_nor_fills_it()
    {
        string header = $$$"""{"\u001b[31m\u202e{{{new string('x', 5_000)}}}":{"dtype":"F32","shape":[],"data_offsets":[0,4]}}""";
        byte[] file = new byte[8 + header.Length + 4];
        BinaryPrimitives.WriteInt64LittleEndian(file, header.Length);
        Encoding.ASCII.GetBytes(header, file.AsSpan(8));
        File.WriteAllBytes(weights.InFolder("loud.safetensors"), file);
        string error = UnmaskProcess.Run("generate", "--weights", weights.InFolder("loud.safetensors")).Error;
        Assert.Contains("where 'mlp' has 'W1'", error, StringComparison.Ordinal);
        Assert.InRange(error.Length, 0, 1_100);
        Assert.DoesNotContain(error.TrimEnd('\n'), c => char.IsControl(c) || c == '\u202E');
    }

    [Fact]
    public void Output_into_a_folder_that_is_not_there_is_refused_before_training() =>
        Refused("cannot be written", "train", "--out", weights.InFolder("no/such/folder.safetensors"));

    [Fact]
    public void A_model_that_cannot_be_exported_is_reported_with_its_name() =>
        Refused("mlp.onnx: the file cannot be written", "export", "--onnx", weights.InFolder("no/such/folder/mlp.onnx"));

    [Fact]
    public void Output_onto_a_folder_is_refused_before_training() => Refused("is a folder", "train", "--out", weights.Folder);

    [Fact]
    public void Output_onto_a_device_is_refused_before_training()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "devices are no files here");
        Refused("the file cannot be written: its path is empty", "train", "--out", "");
        Refused("full: the file cannot be written: it is a device; choose another place.", "train", "--out", "/dev/full");
    }

    private void RefusedData(string name, ReadOnlySpan<byte> content, string message)
    {
        string output = weights.InFolder("never.safetensors");
        Refused(message, "train", "--data", weights.Write(name, content), "--out", output);
        Assert.False(File.Exists(output));
    }

    private void RefusedWeights(string name, ReadOnlySpan<byte> content, string message = "")
    {
        string path = weights.Write(name, content);
        Refused(name, "generate", "--weights", path);
        Refused(message, "predict", "--weights", path);
        Refused(message, "play", "--weights", path);
    }

    private static void Refused(string message, params string[] arguments)
    {
        Run run = UnmaskProcess.Run(arguments);
        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.StartsWith("unmask: ", run.Error, StringComparison.Ordinal);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.Equal(run.Error.Length - 1, run.Error.IndexOf('\n', StringComparison.Ordinal));
    }
}
