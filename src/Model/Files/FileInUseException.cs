namespace Unmask.Model.Files;

/// <summary>Another program writes the file at this moment.</summary>
public sealed class FileInUseException(Exception inner) : IOException("another run is writing it", inner);
