using System.CommandLine;
using Unmask.Model;
using Unmask.Toy.Cli.Output;
using Unmask.Toy.Cli.Report;
using Unmask.Toy.Exit;

namespace Unmask.Toy.Cli;

/// <summary><c>compare</c>: the figures of several weights on the same names, in one table.</summary>
internal static class CompareCommand
{
    public static Command Create()
    {
        var evaluate = new EvaluateCommand();
        var weights = new Option<string[]>("--weights", "-w")
        {
            Description = "The .safetensors files to compare [default: the built-in weights of every denoiser]",
            HelpName = "F…",
            AllowMultipleArgumentsPerToken = true,
        };
        var builtIn = new Option<bool>("--built-in") { Description = "Compare the files of --weights with the built-in weights too" };
        Option<bool> json = JsonOutput.NewOption();
        var command = new Command("compare", "Measure several weights on the same names and put their figures side by side.") { weights, builtIn };
        foreach (Option option in evaluate.Questions)
            command.Add(option);
        command.Add(json);
        command.SetAction(parse => Run(parse, evaluate, Sources(parse.GetValue(weights) ?? [], parse.GetValue(builtIn)), parse.GetValue(json)));
        return command;
    }

    private static int Run(ParseResult parse, EvaluateCommand evaluate, List<WeightsSource> sources, bool asJson)
    {
        (TextWriter output, TextWriter error) = (parse.InvocationConfiguration.Output, parse.InvocationConfiguration.Error);
        List<EvaluatedWeights> evaluated = [];
        using (var notice = new WaitNotice(error, "weights", sources.Count, Tty.ErrorIsTerminal))
        {
            foreach (WeightsSource source in sources)
            {
                evaluated.Add(evaluate.Evaluate(parse, source, TextWriter.Null));
                notice.Report(evaluated.Count);
            }
        }

        if (!asJson)
        {
            ComparisonTable.Write(output, evaluated, Tty.Columns);
            foreach (string line in OrderTable.Compare(evaluated, Tty.Columns))
                output.WriteLine(line);
            return ExitCode.Success;
        }
        JsonOutput.Write(output, new ComparisonJson(evaluated.Select(one => EvaluationJson.Of(one, one.Source.Title))), CommandJson.Line.ComparisonJson);
        return ExitCode.Success;
    }

    private static List<WeightsSource> Sources(string[] files, bool withBuiltIn)
    {
        List<WeightsSource> sources = [.. files.Select(WeightsSource.File)];
        if (files.Length == 0 || withBuiltIn)
            sources.AddRange(DenoiserCatalog.BuiltIn.Select(kind => WeightsSource.BuiltIn(kind.Name)));
        return sources;
    }
}
