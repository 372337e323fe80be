using System.Globalization;
using Unmask.Generators.Networks;
using Unmask.Generators.Operations;
using Unmask.Generators.Parsing;

namespace Unmask.Generators.Writing;

/// <summary>The expansion of a declared network: its shape as constants, and a declaration of every kernel as it could be written by hand.</summary>
internal static class NetworkFile
{
    public static string Write(NetworkDeclaration declaration, Network network) =>
        KernelFile.Frame(new CodeWriter(), declaration.Namespace, declaration.Types, writer =>
        {
            for (int i = 0; i < network.Settings.Count; i++)
            {
                Setting setting = network.Settings[i];
                if (setting.IsFlag)
                    continue;
                writer.Lines($"/// <summary>{Escape.Xml(setting.Summary)}</summary>");
                writer.Lines($"public const int {setting.Name} = {declaration.Values[i].ToString(CultureInfo.InvariantCulture)};").Lines();
            }
            foreach (Part part in network.Parts(declaration.Values))
            {
                // The attribute on a generated declaration is only for readers: no generator sees it.
                writer.Lines($"/// <summary>{Escape.Xml(part.Operation.Summary)}</summary>");
                foreach (Parameter parameter in part.Operation.Parameters)
                    writer.Lines($"/// <param name=\"{parameter.Name}\">{Escape.Xml(parameter.Summary)}</param>");
                writer.Lines($"// [{part.Operation.Name}{Shape(part)}]");
                writer.Lines($"public static partial void {part.Name}({string.Join(", ", part.Operation.Parameters)});").Lines();
            }
        });

    private static string Shape(Part part)
    {
        IEnumerable<string> stated = part.Operation.Settings
            .Select((setting, i) => setting.IsFlag ? part.Values[i] != 0 ? $"{setting.Name} = true" : "" : $"{setting.Name} = {part.Values[i].ToString(CultureInfo.InvariantCulture)}")
            .Where(text => text.Length > 0);
        return stated.Any() ? $"({string.Join(", ", stated)})" : "";
    }
}
