using System.Text.Json.Serialization;

namespace Unmask.Toy.Storage;

/// <summary>JSON options of the user's files: readable, and strict about missing and null values.</summary>
[JsonSourceGenerationOptions(
    WriteIndented = true,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(Settings))]
[JsonSerializable(typeof(Score))]
internal sealed partial class StorageJson : JsonSerializerContext;
