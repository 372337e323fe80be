using System.Reflection;
using NetArchTest.Rules;
using Unmask.Model.Denoisers;
using Unmask.Toy.Commands;

namespace Unmask.Toy.Tests;

/// <summary>References point one way: Toy → Peers → Model, Toy → Raylib, and inside Toy from the commands to what they open.</summary>
public sealed class ArchitectureTests
{
    private static readonly Assembly Model = typeof(IDenoiser).Assembly, Toy = typeof(CommandLine).Assembly;

    [Theory]
    [InlineData("Unmask.Toy")]
    [InlineData("Unmask.Peers")]
    [InlineData("Microsoft.ML.OnnxRuntime")]
    [InlineData("Raylib_cs")]
    [InlineData("System.Console")]
    [InlineData("System.CommandLine")]
    [InlineData("Spectre.Console")]
    public void The_model_knows_no_user_interface(string dependency) => Free(Types.InAssembly(Model), dependency);

    /// <summary>Whatever else the program does, it does not load the peers and ONNX Runtime's large library.</summary>
    [Fact]
    public void Only_what_compares_knows_the_peers() =>
        Free(Types.InAssembly(Toy).That().DoNotHaveNameStartingWith("Benchmark").And().DoNotHaveNameStartingWith("Crowd").And().DoNotHaveNameStartingWith("Engine"), "Unmask.Peers");

    [Fact]
    public void The_window_knows_no_command()
    {
        Free(Types.InAssembly(Toy).That().ResideInNamespaceStartingWith("Unmask.Toy.Game"), "Unmask.Toy.Commands");
        Free(Types.InAssembly(Toy).That().ResideInNamespaceStartingWith("Unmask.Toy.Game"), "Unmask.Toy.Terminal");
    }

    [Fact]
    public void The_terminal_board_knows_no_command_and_no_window()
    {
        Free(Types.InAssembly(Toy).That().ResideInNamespaceStartingWith("Unmask.Toy.Terminal"), "Unmask.Toy.Commands");
        Free(Types.InAssembly(Toy).That().ResideInNamespaceStartingWith("Unmask.Toy.Terminal"), "Unmask.Toy.Game");
        Free(Types.InAssembly(Toy).That().ResideInNamespaceStartingWith("Unmask.Toy.Terminal"), "Raylib_cs");
    }

    [Fact]
    public void Facts_know_nobody_who_shows_them()
    {
        foreach (string shower in new[] { "Unmask.Toy.Commands", "Unmask.Toy.Game", "Unmask.Toy.Terminal", "Raylib_cs", "Spectre.Console" })
            Free(Types.InAssembly(Toy).That().ResideInNamespaceStartingWith("Unmask.Toy.Facts"), shower);
    }

    [Fact]
    public void Only_the_window_draws() => Free(Types.InAssembly(Toy).That().DoNotResideInNamespaceStartingWith("Unmask.Toy.Game"), "Raylib_cs");

    private static void Free(Types types, string dependency) => Holds(types.ShouldNot().HaveDependencyOn(dependency));

    private static void Free(PredicateList types, string dependency) => Holds(types.ShouldNot().HaveDependencyOn(dependency));

    private static void Holds(ConditionList condition)
    {
        NetArchTest.Rules.TestResult result = condition.GetResult();
        Assert.True(result.IsSuccessful, string.Join(", ", result.FailingTypeNames ?? []));
    }
}
