namespace Unmask.Model.Text;

/// <summary>A data file that cannot be used, with its name and the reason in one line.</summary>
public sealed class NameFileException(string message, Exception? inner = null) : Exception(message, inner);
