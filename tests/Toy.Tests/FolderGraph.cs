using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Unmask.Toy.Tests;

/// <summary>Which folders of an assembly use which: a folder is a namespace, and uses what its types, their members and their code name.</summary>
internal sealed class FolderGraph
{
    private readonly Dictionary<(string From, string To), SortedSet<string>> _uses = [];

    private FolderGraph(string root) => Root = root;

    /// <summary>The assembly's own namespace, as <c>Unmask.Model</c>; its files stand outside of all folders.</summary>
    public string Root { get; }

    public IEnumerable<string> Folders => _uses.Keys.Select(use => use.From).Distinct().Where(folder => folder.StartsWith(Root, StringComparison.Ordinal)).Order();

    public static FolderGraph Of(System.Reflection.Assembly assembly, string root)
    {
        var graph = new FolderGraph(root);
        using ModuleDefinition module = ModuleDefinition.ReadModule(assembly.Location);
        foreach (TypeDefinition type in module.GetTypes().Where(type => Folder(type).StartsWith("Unmask.", StringComparison.Ordinal)))
        {
            foreach (TypeReference used in Used(type))
                graph.Add(type, used);
        }
        return graph;
    }

    /// <summary>The namespaces that a folder uses, its own left out.</summary>
    public IEnumerable<string> UsedBy(string folder) => _uses.Keys.Where(use => use.From == folder).Select(use => use.To);

    /// <summary>The types of the assembly that use a namespace or one below it.</summary>
    public IEnumerable<string> UsersOf(string space) =>
        _uses.Where(use => use.Key.To == space || use.Key.To.StartsWith(space + '.', StringComparison.Ordinal)).SelectMany(use => use.Value).Distinct();

    /// <summary>A way from a folder back to itself, with the types that go it; null if there is none.</summary>
    public string? Cycle()
    {
        foreach (string start in Folders)
        {
            var ways = new Queue<string[]>([[start]]);
            HashSet<string> seen = [];
            while (ways.TryDequeue(out string[]? way))
            {
                foreach (string to in UsedBy(way[^1]).Where(Folders.Contains))
                {
                    if (to == start)
                        return string.Join(" → ", way.Append(to).Zip(way.Skip(1).Append(to), (from, next) => $"{from} ({_uses[(from, next)].First()})")) + $" → {start}";
                    if (seen.Add(to))
                        ways.Enqueue([.. way, to]);
                }
            }
        }
        return null;
    }

    private void Add(TypeReference from, TypeReference to)
    {
        (string user, string used) = (Folder(from), Folder(to));
        if (user != used && used.Length > 0)
        {
            if (!_uses.TryGetValue((user, used), out SortedSet<string>? users))
                _uses[(user, used)] = users = new(StringComparer.Ordinal);
            users.Add(Outermost(from).Name);
        }
    }

    private static TypeReference Outermost(TypeReference type) => type.DeclaringType is { } outer ? Outermost(outer) : type;

    private static string Folder(TypeReference type) => Outermost(type.GetElementType()).Namespace;

    private static IEnumerable<TypeReference> Used(TypeDefinition type)
    {
        IEnumerable<TypeReference?> named =
        [
            type.BaseType,
            .. type.Interfaces.Select(implemented => implemented.InterfaceType),
            .. type.CustomAttributes.Select(attribute => attribute.AttributeType),
            .. type.Fields.Select(field => field.FieldType),
            .. type.Methods.SelectMany(Used),
        ];
        return named.OfType<TypeReference>().SelectMany(Parts);
    }

    private static IEnumerable<TypeReference?> Used(MethodReference method) =>
    [
        method.DeclaringType,
        method.ReturnType,
        .. method.Parameters.Select(parameter => parameter.ParameterType),
        .. (method as GenericInstanceMethod)?.GenericArguments ?? [],
        .. (method as MethodDefinition)?.Body?.Variables.Select(variable => variable.VariableType) ?? [],
        .. (method as MethodDefinition)?.Body?.Instructions.SelectMany(Used) ?? [],
    ];

    private static IEnumerable<TypeReference?> Used(Instruction instruction) => instruction.Operand switch
    {
        TypeReference type => [type],
        FieldReference field => [field.DeclaringType, field.FieldType],
        MethodReference method => Used(Signature(method)),
        _ => [],
    };

    /// <summary>A called method without its body, which is its own type's business.</summary>
    private static MethodReference Signature(MethodReference method)
    {
        if (method is not MethodDefinition)
            return method;
        var signature = new MethodReference(method.Name, method.ReturnType, method.DeclaringType);
        foreach (ParameterDefinition parameter in method.Parameters)
            signature.Parameters.Add(new ParameterDefinition(parameter.ParameterType));
        return signature;
    }

    /// <summary>A type with its arguments and element types: what <c>Func&lt;Board[], int&gt;</c> names.</summary>
    private static IEnumerable<TypeReference> Parts(TypeReference type) => type is GenericParameter or FunctionPointerType ? [] :
    [
        .. type.GetElementType() is GenericParameter ? [] : (TypeReference[])[type.GetElementType()],
        .. type is GenericInstanceType generic ? generic.GenericArguments.SelectMany(Parts) : [],
        .. type is TypeSpecification and not GenericInstanceType ? Parts(((TypeSpecification)type).ElementType) : [],
    ];
}
