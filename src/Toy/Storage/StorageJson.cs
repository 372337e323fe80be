using System.Text.Json.Serialization;

namespace Unmask.Toy.Storage;

/// <summary>How the user's files are written: readable, and strict about what is missing or null.</summary>
[JsonSourceGenerationOptions(
    WriteIndented = true,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowTrailingCommas = true,
    ReadCommentHandling = System.Text.Json.JsonCommentHandling.Skip)]
[JsonSerializable(typeof(Settings))]
[JsonSerializable(typeof(Shelf))]
[JsonSerializable(typeof(Scores))]
internal sealed partial class StorageJson : JsonSerializerContext;
