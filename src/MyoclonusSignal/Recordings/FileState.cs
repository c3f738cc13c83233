using System.Globalization;

namespace MyoclonusSignal.Recordings;

/// <summary>What a file was when it was opened, so that one that is written to while it is read is told.</summary>
internal sealed class FileState
{
    private readonly FileStream? _file;
    private readonly long _length;
    private readonly DateTime _written;

    /// <summary>Initializes a new instance of the <see cref="FileState"/> class.</summary>
    /// <param name="stream">The open file; of what is no file, as a pipe is none, nothing is told.</param>
    public FileState(Stream stream)
    {
        _file = stream is FileStream { CanSeek: true } file ? file : null;
        _length = _file?.Length ?? 0;
        _written = _file is null ? default : File.GetLastWriteTimeUtc(_file.SafeFileHandle);
    }

    /// <summary>Gives a warning where the file is not what it was.</summary>
    /// <param name="read">The number of bytes that were read, and are what the SHA-256 is of; <see langword="null"/> for those that were there at first.</param>
    public RecordingWarning? Change(long? read = null)
    {
        if (_file is null)
        {
            return null;
        }

        long length = _file.Length;
        string? what = length > _length || read > _length ? "grew"
            : length < _length || read < _length ? "became shorter"
            : File.GetLastWriteTimeUtc(_file.SafeFileHandle) != _written ? "was written to" : null;
        return what is null ? null : new RecordingWarning("file-changed", null, null, null, string.Create(
            CultureInfo.InvariantCulture,
            $"The file {what} while it was read: it had {_length} bytes at first and has {length} now. The results, and the SHA-256, are of the {read ?? _length} bytes that were read; run again when nothing writes to it any more."));
    }
}
