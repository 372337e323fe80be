using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Unmask.Model.Kernels;
using Unmask.Toy.Cli.Output;
using Unmask.Toy.Exit;

namespace Unmask.Toy.Cli;

/// <summary><c>kernels</c>: what the source generator has written, as a list or kernel by kernel.</summary>
internal static class KernelsCommand
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

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
        if (name is not null)
            WriteSource(output, Find(name), asJson);
        else if (asJson)
            WriteJsonList(output);
        else
            WriteList(output);
        return ExitCode.Success;
    }

    private static KernelInfo Find(string name) => KernelCatalog.Find(name)
        ?? throw CommandException.Usage($"unknown kernel '{name}'{NearestTo(name)}");

    private static string NearestTo(string name)
    {
        string near = Suggestion.For(name, KernelCatalog.All.Select(kernel => kernel.Name));
        return near.Length > 0 ? near : "; see unmask kernels";
    }

    private static void WriteSource(TextWriter output, KernelInfo kernel, bool asJson)
    {
        if (asJson)
        {
            JsonOutput.Write(output, writer =>
            {
                WriteFacts(writer, kernel);
                writer.WriteString("source"u8, kernel.Source);
            });
        }
        else
        {
            output.Write(kernel.Source);
        }
    }

    private static void WriteJsonList(TextWriter output) => JsonOutput.Write(output, writer =>
    {
        writer.WriteStartArray("kernels"u8);
        foreach (KernelInfo kernel in KernelCatalog.All)
        {
            writer.WriteStartObject();
            WriteFacts(writer, kernel);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    });

    private static void WriteFacts(Utf8JsonWriter writer, KernelInfo kernel)
    {
        writer.WriteString("name"u8, kernel.Name);
        writer.WriteString("operation"u8, kernel.Operation);
        writer.WriteString("shape"u8, kernel.Formula);
        writer.WriteStartArray("plans"u8);
        foreach (string plan in kernel.Plans)
            writer.WriteStringValue(plan);
        writer.WriteEndArray();
        writer.WriteString("unit"u8, kernel.Unit);
        writer.WriteNumber("flop"u8, kernel.Flops);
        writer.WriteNumber("bytes"u8, kernel.Bytes);
        if (kernel.IlBytes is { } ilBytes)
            writer.WriteNumber("ilBytes"u8, ilBytes);
        else
            writer.WriteNull("ilBytes"u8);
    }

    private static void WriteList(TextWriter output)
    {
        foreach (KernelInfo kernel in KernelCatalog.All)
        {
            string il = kernel.IlBytes is { } bytes ? string.Create(Invariant, $"; {bytes:N0} bytes of IL") : "";
            Tty.WriteFitted(output, $"{kernel.Name}  ({kernel.Operation})");
            Tty.WriteFitted(output, $"    {kernel.Formula}");
            Tty.WriteFitted(output, string.Create(Invariant, $"    {kernel.Flops:N0} FLOP and {kernel.Bytes:N0} bytes per {kernel.Unit}{il}"));
            foreach (string plan in kernel.Plans)
                Tty.WriteFitted(output, $"    {plan}");
        }
    }
}
