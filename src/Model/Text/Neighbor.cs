namespace Unmask.Model.Text;

/// <summary>A known name near another one.</summary>
/// <param name="Name">Its position in the <see cref="NameSet"/>.</param>
/// <param name="Distance">Edits between the two, at least 1.</param>
public readonly record struct Neighbor(int Name, int Distance);
