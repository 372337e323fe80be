using System.CommandLine;
using Unmask.Model;
using Unmask.Model.Architectures;
using Unmask.Model.Diffusion;
using Unmask.Model.Files;
using Unmask.Model.Tensors;
using Unmask.Toy.Cli.Output;
using Unmask.Toy.Exit;

namespace Unmask.Toy.Cli;

/// <summary><c>export</c>: writes a denoiser as an ONNX file, for other programs to run.</summary>
internal static class ExportCommand
{
    public static Command Create()
    {
        var game = new GameOptions(temperature: 1);
        var onnx = new Option<string?>("--onnx", "-o") { Description = "Where the model goes [default: D.onnx here]", HelpName = "F" };
        Option<bool> replace = ReplaceOption.New("Replace an existing ONNX model");
        Option<bool> json = JsonOutput.NewOption();
        var command = new Command("export", "Write a denoiser as an ONNX file. Inputs rows [n, slots] and, for weights with a time input, time; output logits [n, slots, symbols].")
        {
            game.Denoiser, game.Weights, onnx, replace, json,
        };
        command.SetAction(parse => Run(parse, game, parse.GetValue(onnx), parse.GetValue(replace), parse.GetValue(json)));
        return command;
    }

    private static int Run(ParseResult parse, GameOptions game, string? path, bool replace, bool asJson)
    {
        (IDenoiser denoiser, WeightSet weights) = game.LoadDenoiserAndWeights(parse);
        path ??= $"{denoiser.Architecture}.onnx";
        var model = new OutputFile(path, FileKind.Onnx, replace, parse.GetValue(game.Weights));
        byte[] content = OnnxModel.ToBytes(DenoiserCatalog.Find(denoiser.Architecture), denoiser.Alphabet, weights);
        model.Write(content);

        TextWriter output = parse.InvocationConfiguration.Output;
        int bytes = content.Length;
        if (asJson)
            JsonOutput.Write(output, new ExportJson(denoiser.Architecture, path, bytes), CommandJson.Line.ExportJson);
        else
            output.WriteLine($"{path}: '{denoiser.Architecture}' as an ONNX model, {bytes:N0} bytes");
        return ExitCode.Success;
    }
}

/// <summary>Where a model was written.</summary>
internal sealed record ExportJson(string Denoiser, string Onnx, int Bytes);
