using System.Security.Cryptography;

namespace MyoclonusSignal.Cli;

/// <summary>Every step by which a set of files comes onto the disk; tests put something in between that fails, or dies.</summary>
internal interface IFileSteps
{
    /// <summary>Creates a file that must not exist; a link of that name is not followed.</summary>
    public Stream Create(string path);

    /// <summary>Sees to it that what was written is on the disk.</summary>
    public void Flush(Stream stream);

    /// <summary>Deletes a file, where there is one.</summary>
    public void Delete(string path);

    /// <summary>Gives a file another name; a link that has it is replaced, not followed.</summary>
    public void Move(string from, string to, bool overwrite);
}

/// <summary>The steps on the disk itself.</summary>
internal sealed class FileSteps : IFileSteps
{
    private const int BufferBytes = 1 << 16;

    private FileSteps()
    {
    }

    private static readonly AsyncLocal<IFileSteps?> InBetween = new();

    public static FileSteps Disk { get; } = new();

    /// <summary>Gets or sets the steps of whatever is written from here on: a test puts in those that fail.</summary>
    public static IFileSteps Current
    {
        get => InBetween.Value ?? Disk;
        set => InBetween.Value = value;
    }

    public Stream Create(string path) => new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, BufferBytes);

    public void Flush(Stream stream) => ((FileStream)stream).Flush(flushToDisk: true);

    public void Delete(string path) => File.Delete(path);

    public void Move(string from, string to, bool overwrite) => File.Move(from, to, overwrite);
}

/// <summary>Passes bytes on to another stream, and counts and hashes them.</summary>
/// <param name="inner">The other stream; not closed.</param>
/// <param name="hash">Given every byte.</param>
/// <param name="cancellation">Ends the writing.</param>
internal sealed class CountingStream(Stream inner, IncrementalHash hash, CancellationToken cancellation) : PassingStream
{
    public long Count { get; private set; }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        cancellation.ThrowIfCancellationRequested();
        inner.Write(buffer);
        hash.AppendData(buffer);
        Count += buffer.Length;
    }

    public override void Flush() => inner.Flush();
}
