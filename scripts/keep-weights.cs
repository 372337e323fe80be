#!/usr/bin/env -S dotnet run
// Keeps the weights that the program begins with today among the earlier ones, before a newer file takes their place:
//   dotnet run scripts/keep-weights.cs weights/mlp.safetensors weights/earlier/mlp-2.packed
#:project ../src/Model/Model.csproj
using Unmask.Model.Files;

if (args is not [var weights, var kept])
{
    Console.Error.WriteLine("Say which weights to keep and where: weights/NAME.safetensors weights/earlier/NAME-NUMBER.packed");
    return 2;
}
File.WriteAllBytes(kept, PackedWeights.Pack(File.ReadAllBytes(weights)));
return 0;
