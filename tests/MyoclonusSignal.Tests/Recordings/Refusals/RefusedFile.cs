using System.Text;
using MyoclonusSignal.Recordings;
using MyoclonusSignal.Tests.Recordings.Csv;

namespace MyoclonusSignal.Tests.Recordings.Refusals;

/// <summary>A file that is refused, what its owner knows of it, and how it is to be read once the message's remedy is done.</summary>
internal sealed record RefusedFile(string Name, byte[] Content)
{
    public RefusedFile(string name, string content)
        : this(name, Encoding.UTF8.GetBytes(content))
    {
    }

    /// <summary>Gets the name of the file.</summary>
    public string FileName { get; init; } = "r.csv";

    /// <summary>Gets the files beside it.</summary>
    public IReadOnlyDictionary<string, byte[]> Beside { get; init; } = new Dictionary<string, byte[]>();

    /// <summary>Gets how it is read at first.</summary>
    public RecordingOptions Options { get; init; } = new();

    /// <summary>Gets the rate that its owner knows.</summary>
    public double KnownRate { get; init; } = 100;

    /// <summary>Gets the column that its owner knows to be the time axis.</summary>
    public string? KnownTime { get; init; }

    /// <summary>Gets what belongs into the cell, or the line, that is wrong.</summary>
    public string? KnownText { get; init; }

    /// <summary>Gets the file as it was before it was damaged, or as it is exported the right way.</summary>
    public byte[]? Whole { get; init; }

    /// <summary>Gets the files beside it then.</summary>
    public IReadOnlyDictionary<string, byte[]>? WholeBeside { get; init; }

    /// <summary>Gets which of the alternatives that a message offers is the right one; all of them unless it is a choice.</summary>
    public Func<string, bool> IsRight { get; init; } = _ => true;

    /// <summary>Gets how it is read: its path, the options, and whether it is the whole file; by default as any file.</summary>
    public Func<string, RecordingOptions, bool, ReadRecording> Read { get; init; } = (path, options, _) =>
    {
        using RecordingReader reader = RecordingFile.Open(path, options);
        return ReadRecording.From(reader);
    };

    /// <summary>Gets what must be read once the remedy is done.</summary>
    public Action<ReadRecording> Right { get; init; } = _ => { };

    /// <summary>Gets how a file that is no recording is read and what must stand in it, or <see langword="null"/>.</summary>
    public Action<string, RecordingOptions, DateTime?>? Check { get; init; }

    /// <summary>Gets the sleep scheme that its owner knows.</summary>
    public string? KnownScheme { get; init; }

    /// <summary>Gets the start of the recording that its owner knows.</summary>
    public DateTime? KnownStart { get; init; }

    public override string ToString() => Name;
}
