using Microsoft.CodeAnalysis;
using Unmask.Generators.Operations;

namespace Unmask.Generators.Parsing;

/// <summary>Compares an attribute's values with the settings that it must state.</summary>
internal static class StatedSettings
{
    /// <summary>The values in the order of <paramref name="settings"/>; 0 and 1 for flags, 0 for what is missing.</summary>
    public static EquatableArray<int> Read(AttributeData attribute, EquatableArray<Setting> settings) =>
        new([.. settings.Select(setting => Value(attribute, setting.Name) ?? 0)]);

    /// <summary>Values that are missing, too small, too large or not a multiple.</summary>
    public static IEnumerable<Problem> Check(AttributeData attribute, string name, EquatableArray<Setting> settings)
    {
        for (int i = 0; i < settings.Count; i++)
        {
            Setting setting = settings[i];
            int? value = Value(attribute, setting.Name);
            if (setting.IsFlag)
                continue;
            if (value is null)
                yield return new(Diagnostics.MissingDimension, Place.Attribute, 0, name, setting.Name, setting.Maximum);
            else if (value < 1 || value > setting.Maximum)
                yield return new(Diagnostics.DimensionOutOfRange, Place.Setting, i, setting.Name, value, setting.Maximum);
            else if (value % setting.Multiple != 0)
                yield return new(Diagnostics.DimensionNotMultiple, Place.Setting, i, setting.Name, value, setting.Multiple);
        }
    }

    /// <summary>The value of one property, flags as 0 and 1; null if the attribute gives none.</summary>
    private static int? Value(AttributeData attribute, string name) =>
        attribute.NamedArguments.FirstOrDefault(argument => argument.Key == name).Value.Value switch
        {
            int number => number,
            bool flag => flag ? 1 : 0,
            _ => null,
        };
}
