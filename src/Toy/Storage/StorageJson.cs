using System.Text.Json.Serialization;

namespace Unmask.Toy.Storage;

/// <summary>How the user's files are written: readable, and strict about what is missing or null.</summary>
[JsonSourceGenerationOptions(
    WriteIndented = true,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(Settings))]
[JsonSerializable(typeof(Score))]
internal sealed partial class StorageJson : JsonSerializerContext;
