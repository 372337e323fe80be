using System.Security.Cryptography;
using System.Text;
using Unmask.Processors;
using Unmask.Toy.Cli;

// Prints a line for everything that must be the same on every processor: its kind, which, and the SHA-256 of what the program makes of it. Whoever runs
// this on two processors compares the lines (scripts/processors.sh, ProcessorTests). One process for all: to start takes seconds where a processor is emulated.
string folder = Directory.CreateTempSubdirectory("unmask-processors-").FullName;
try
{
    foreach (Promise promise in Promise.All(folder))
    {
        var output = new StringWriter();
        var error = new StringWriter();
        if (CommandLine.Run(promise.Arguments, output, error) != 0)
        {
            Console.Error.WriteLine($"{string.Join(' ', promise.Arguments)}: {error}");
            return 1;
        }
        byte[] made = promise.File is { } file ? File.ReadAllBytes(file) : Encoding.UTF8.GetBytes(output.ToString());
        Console.WriteLine($"{promise.Kind} {promise.What}: {Convert.ToHexStringLower(SHA256.HashData(made))}");
    }
    return 0;
}
finally
{
    Directory.Delete(folder, recursive: true);
}
