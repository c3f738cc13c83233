namespace MyoclonusSignal.Recordings;

/// <summary>
/// An open recording that is read once from its start, as a stream of blocks: memory does not grow with its length.
/// </summary>
/// <remarks>
/// The channels and their sampling rates are known after opening. <see cref="Warnings"/> grows while blocks are read and
/// is complete after the last one. Not thread-safe.
/// </remarks>
public abstract class RecordingReader : IDisposable
{
    /// <summary>Gets the path as the caller named it.</summary>
    /// <remarks>Of a stream it is the name that it was opened with.</remarks>
    public abstract string Path { get; }

    /// <summary>Gets the name of the file format: <c>CSV</c>, <c>Simple Text Format</c>, <c>EDF+C</c>, ….</summary>
    public abstract string Format { get; }

    /// <summary>Gets the channels in the order of the recording; a time axis is not a channel.</summary>
    public abstract IReadOnlyList<RecordingChannel> Channels { get; }

    /// <summary>Gets the number of signals in a block.</summary>
    public abstract int SignalCount { get; }

    /// <summary>Gets what the reader had to deal with so far.</summary>
    public abstract IReadOnlyList<RecordingWarning> Warnings { get; }

    /// <summary>Gets the annotations read so far, in the order of the file; complete after the last block.</summary>
    public virtual IReadOnlyList<RecordingAnnotation> Annotations => [];

    /// <summary>Gets the local time of the first sample, or <see langword="null"/> where the file does not say.</summary>
    public virtual DateTime? StartTime => null;

    /// <summary>Gets who and what was recorded, as far as the file says so. Personal data: no result of an analysis holds them.</summary>
    public virtual RecordingMetadata Metadata => RecordingMetadata.Unknown;

    /// <summary>The lowest frequency of mains in Hz; railways have 16.7.</summary>
    internal const double LowestLineHz = 10;

    /// <summary>The highest frequency of mains in Hz; aircraft have 400.</summary>
    internal const double HighestLineHz = 1000;

    /// <summary>
    /// Gets the frequency of the mains in Hz where the recording was made, or <see langword="null"/> where nothing beside it
    /// says so (<c>PowerLineFrequency</c> of BIDS).
    /// </summary>
    public virtual double? LineFrequencyHz => null;

    /// <summary>Gets what kind of clock the time axis is, with the evidence; complete after the last block.</summary>
    internal virtual string? ClockEvidence => null;

    /// <summary>
    /// Gets the options that <see cref="RecordingFile"/> opened the recording with, or <see langword="null"/> where it was not
    /// opened by it. An analysis repeats them in its result.
    /// </summary>
    public RecordingOptions? Options { get; internal set; }

    /// <summary>Gets the files beside the recording that were read with it: what its samples, channels and annotations come from besides.</summary>
    internal virtual IReadOnlyList<string> SideFiles => [];

    /// <summary>Gets how much of the file has been read, from 0 to 1, for a progress bar.</summary>
    public abstract double Progress { get; }

    /// <summary>Says, before the first block, which channels are wanted: a reader may leave out the samples of the others.</summary>
    /// <param name="channels">The channels wanted, of <see cref="Channels"/>.</param>
    public virtual void SelectChannels(IEnumerable<RecordingChannel> channels) => ArgumentNullException.ThrowIfNull(channels);

    /// <summary>
    /// Says, before the first block, that samples whose times are uneven are to be interpolated onto the even grid of their
    /// mean rate. Otherwise they are given as they are, as if they were even, with a warning.
    /// </summary>
    /// <returns>Whether they will be; <see langword="false"/> where the clock is even, or too coarse to tell one sample's time.</returns>
    public virtual bool ResampleUnevenClock() => false;

    /// <summary>Fills a block with the next samples; a block never reaches across a jump of the clock.</summary>
    /// <param name="block">The block to fill; it must have <see cref="SignalCount"/> signals.</param>
    /// <returns><see langword="false"/> when the recording has ended and the block is empty.</returns>
    /// <exception cref="RecordingFormatException">The file is not what its format asks for at the place reached.</exception>
    public abstract bool ReadBlock(SampleBlock block);

    /// <summary>Reads all samples into memory: what a stream of blocks avoids, and what a short recording or a look at one wants.</summary>
    /// <exception cref="RecordingFormatException">The file is not what its format asks for at the place reached.</exception>
    /// <example>
    /// <code>
    /// using RecordingReader reader = RecordingFile.Open("night.edf");
    /// double[] leftCalf = reader.ReadAll()["EMG LAT"];
    /// </code>
    /// </example>
    public RecordingSamples ReadAll() => RecordingSamples.Read(this);

    /// <summary>Gives the SHA-256 of the whole file as lower-case hexadecimal, after the last block has been read.</summary>
    /// <exception cref="InvalidOperationException">The recording has not been read to its end.</exception>
    public abstract string GetSha256();

    /// <summary>Closes the file.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Closes what the reader holds.</summary>
    /// <param name="disposing">Whether it is called from <see cref="Dispose()"/>.</param>
    protected abstract void Dispose(bool disposing);
}

/// <summary>Something about a recording that its reader had to deal with, with its place. Nothing is lost silently.</summary>
/// <param name="Code">A stable kebab-case code, for example <c>time-gap</c>.</param>
/// <param name="Channel">The channel it concerns, or <see langword="null"/> for the whole recording.</param>
/// <param name="StartSeconds">Start of the stretch it concerns in seconds from the first sample, or <see langword="null"/>.</param>
/// <param name="EndSeconds">End of that stretch in seconds, or <see langword="null"/>.</param>
/// <param name="Text">A sentence for a person: what was found, where, and what was done.</param>
public sealed record RecordingWarning(string Code, string? Channel, double? StartSeconds, double? EndSeconds, string Text);
