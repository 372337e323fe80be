using System.CommandLine;
using System.Text.Json.Serialization;
using Unmask.Model.Kernels;
using Unmask.Toy.Cli.Output;
using Unmask.Toy.Exit;

namespace Unmask.Toy.Cli;

/// <summary><c>kernels</c>: prints the list of generated kernels, or the source of one.</summary>
internal static class KernelsCommand
{
    public static Command Create()
    {
        var name = new Argument<string?>("name") { Description = "Print this kernel's generated C# instead", HelpName = "NAME", Arity = ArgumentArity.ZeroOrOne };
        name.CompletionSources.Add(OptionParsers.Words(KernelCatalog.All.Select(kernel => kernel.Name)));
        Option<bool> json = JsonOutput.NewOption();
        var command = new Command("kernels", "List the generated kernels, or print one's source.") { name, json };
        command.SetAction(parse => Run(parse.InvocationConfiguration.Output, parse.GetValue(name), parse.GetValue(json)));
        return command;
    }

    private static int Run(TextWriter output, string? name, bool asJson)
    {
        if (name is not null && asJson)
            JsonOutput.Write(output, KernelJson.Of(Find(name), withSource: true), CommandJson.Line.KernelJson);
        else if (name is not null)
            output.Write(Find(name).Source);
        else if (asJson)
            JsonOutput.Write(output, new KernelListJson(KernelCatalog.All.Select(kernel => KernelJson.Of(kernel))), CommandJson.Line.KernelListJson);
        else
            WriteList(output);
        return ExitCode.Success;
    }

    private static KernelInfo Find(string name) => KernelCatalog.Find(name)
        ?? throw CommandException.Usage($"unknown kernel '{name}'{NearestTo(name)}");

    private static string NearestTo(string name)
    {
        string near = Suggestion.For(name, KernelCatalog.All.Select(kernel => kernel.Name));
        if (near.Length > 0)
            return near;
        // A kernel is often called by the last part of its name.
        return Suggestion.Nearest(name, KernelCatalog.All.Select(LastPart)) is { } part
            ? $"; did you mean '{KernelCatalog.All.First(kernel => LastPart(kernel) == part).Name}'?"
            : "; see unmask kernels";

        static string LastPart(KernelInfo kernel) => kernel.Name[(kernel.Name.LastIndexOf('.') + 1)..];
    }

    private static void WriteList(TextWriter output)
    {
        foreach (KernelInfo kernel in KernelCatalog.All)
        {
            string il = kernel.IlBytes is { } bytes ? $"; {bytes:N0} bytes of IL" : "";
            Tty.WriteFitted(output, $"{kernel.Name}  ({kernel.Operation})");
            Tty.WriteFitted(output, $"    {kernel.Formula}");
            Tty.WriteFitted(output, $"    {kernel.Flops:N0} FLOP and {kernel.Bytes:N0} bytes per {kernel.Unit}{il}");
            foreach (string plan in kernel.Plans)
                Tty.WriteFitted(output, $"    {plan}");
        }
    }
}

/// <summary>A generated kernel. FLOP and bytes are per unit.</summary>
internal sealed record KernelJson(
    string Name,
    string Operation,
    string Shape,
    IEnumerable<string> Plans,
    string Unit,
    long Flop,
    long Bytes,
    int? IlBytes,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Source)
{
    public static KernelJson Of(KernelInfo kernel, bool withSource = false) => new(
        kernel.Name,
        kernel.Operation,
        kernel.Formula,
        kernel.Plans,
        kernel.Unit,
        kernel.Flops,
        kernel.Bytes,
        kernel.IlBytes,
        withSource ? kernel.Source : null);
}

/// <summary>All generated kernels.</summary>
internal sealed record KernelListJson(IEnumerable<KernelJson> Kernels);
