namespace MyoclonusSignal.Recordings;

/// <summary>A recording cannot be read: what was found at which place, and what was expected there.</summary>
public sealed class RecordingFormatException : Exception
{
    /// <summary>Initializes a new instance of the <see cref="RecordingFormatException"/> class.</summary>
    /// <param name="path">The file, as the caller named it.</param>
    /// <param name="place">The place inside the file: <c>line 17, column 2 (emg_ta)</c> or <c>byte 244 (duration of a data record)</c>.</param>
    /// <param name="expected">What belongs there.</param>
    /// <param name="found">What is there.</param>
    /// <param name="remedy">What the user can do, or <see langword="null"/>.</param>
    /// <param name="innerException">The cause, or <see langword="null"/>.</param>
    public RecordingFormatException(
        string path, string place, string expected, string found, string? remedy = null, Exception? innerException = null)
        : base($"{path}, {place}: expected {expected}, found {found}", innerException)
    {
        Path = path;
        Place = place;
        Expected = expected;
        Found = found;
        Remedy = remedy;
    }

    /// <summary>Gets the file, as the caller named it.</summary>
    public string Path { get; }

    /// <summary>Gets the place inside the file.</summary>
    public string Place { get; }

    /// <summary>Gets what belongs at that place.</summary>
    public string Expected { get; }

    /// <summary>Gets what is at that place.</summary>
    public string Found { get; }

    /// <summary>Gets what the user can do about it, or <see langword="null"/>.</summary>
    public string? Remedy { get; }
}
