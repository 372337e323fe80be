using Unmask.Generators.Writing;

namespace Unmask.Generators.Parsing;

/// <summary>What the file of a kernel depends on, beside its own declaration.</summary>
/// <param name="Options">The project's properties.</param>
/// <param name="CrowdedNames">Full names of kernels that differ only in case from another one.</param>
/// <param name="SharedBodies">The bodies that several kernels share.</param>
internal sealed record Surroundings(ProjectOptions Options, EquatableArray<string> CrowdedNames, EquatableArray<Declaration> SharedBodies)
{
    /// <summary>The surroundings of all kernels of a project.</summary>
    public static Surroundings Of(IReadOnlyList<Declaration> kernels, ProjectOptions options) =>
        new(options, new([.. FileNames.Crowded(kernels.Select(kernel => kernel.FullName))]), SharedBody.Find(kernels));

    /// <summary>A declared kernel as it is written: with its own body, or as calls of a shared one.</summary>
    public WrittenKernel Write(Declaration kernel)
    {
        string body = kernel.Body;
        bool isShared = SharedBodies.Any(shared => shared.Types[0].Name == body);
        return new(
            // Calls are the same for all widths.
            isShared ? kernel : kernel with { Widths = Options.Widths.Bits },
            FileNames.Of(kernel.FullName, CrowdedNames.Contains(kernel.FullName)),
            isShared,
            Options.HasRegistry);
    }

    /// <summary>The shared bodies as they are written.</summary>
    public IEnumerable<WrittenKernel> WriteShared() => SharedBodies.Select(body =>
        new WrittenKernel(body with { Widths = Options.Widths.Bits }, body.FullName, CallsShared: false, Options.HasRegistry));
}

/// <summary>A kernel with everything that its files depend on.</summary>
/// <param name="Kernel">The declaration.</param>
/// <param name="FileName">The name of its file, without the extension.</param>
/// <param name="CallsShared">Whether it calls a shared body.</param>
/// <param name="IsListed">Whether it gets an entry in the list of kernels.</param>
internal sealed record WrittenKernel(Declaration Kernel, string FileName, bool CallsShared, bool IsListed);

/// <summary>The kernels that a project's list names.</summary>
/// <param name="Identifiers">Their identifiers, in order.</param>
/// <param name="HasRegistry">Whether the project gets the list.</param>
internal sealed record KernelNames(EquatableArray<string> Identifiers, bool HasRegistry)
{
    /// <summary>The names of all kernels of a project.</summary>
    public static KernelNames Of(IReadOnlyList<Declaration> kernels, ProjectOptions options) =>
        new(new([.. kernels.Select(kernel => kernel.Identifier).OrderBy(name => name, StringComparer.Ordinal)]), options.HasRegistry);
}
