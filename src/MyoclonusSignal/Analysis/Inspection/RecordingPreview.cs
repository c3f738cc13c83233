using System.Collections.Concurrent;
using MyoclonusSignal.Filtering;
using MyoclonusSignal.Recordings;
using MyoclonusSignal.Signals;
using MyoclonusSignal.Spectra;

namespace MyoclonusSignal.Analysis;

/// <summary>The first stretch of a recording, held in memory until the mains and the step of quantisation have been measured on it.</summary>
internal sealed class RecordingPreview
{
    // What is measured on, over all signals: the spectra of more would take longer than they are worth.
    private const int MostSamples = 4_000_000;

    // A tenth of the step of a 24-bit converter, and a million times the rounding of a double.
    private const double RoundingFraction = 1e-8;

    // Samples farther out than that many medians of the magnitude are not a line's: a sine wave reaches 1.4 of its own.
    private const double ClipMedians = 6;

    private readonly RecordingChannel _fastest;
    private readonly AnalysisOptions _options;
    private readonly int _length;
    private readonly int _held;
    private readonly List<SampleBlock> _blocks = [];
    private readonly ConcurrentDictionary<int, PlausibleRange> _ranges = new();
    private int _count;

    /// <summary>Initializes a new instance of the <see cref="RecordingPreview"/> class.</summary>
    /// <param name="channels">The channels that are read.</param>
    /// <param name="options">What was asked.</param>
    /// <param name="holdsAll">Whether samples are held for the whole time of a preview, also where so many signals are measured on less.</param>
    public RecordingPreview(IReadOnlyList<RecordingChannel> channels, AnalysisOptions options, bool holdsAll)
    {
        _options = options;
        _fastest = channels.MaxBy(channel => channel.SampleRate)!;
        int signals = Math.Max(1, channels.Sum(channel => channel.Signals.Count));
        _length = Math.Max(1, (int)Math.Min(options.PreviewSeconds * _fastest.SampleRate, (double)MostSamples / signals));
        _held = holdsAll ? Math.Max(_length, (int)Math.Min(options.PreviewSeconds * _fastest.SampleRate, int.MaxValue)) : _length;
    }

    /// <summary>Gets the blocks held.</summary>
    public IReadOnlyList<SampleBlock> Blocks => _blocks;

    /// <summary>Gets a value indicating whether it is long enough.</summary>
    public bool IsComplete => _count >= _held;

    /// <summary>Gets the time at which it was long enough, which no block size changes; of a shorter recording its end.</summary>
    public double EndSeconds { get; private set; } = double.NegativeInfinity;

    /// <summary>Holds a block.</summary>
    public void Add(SampleBlock block)
    {
        int samples = block[_fastest.Signals[0]].Length;
        _blocks.Add(block);
        _count += samples - SamplesBeforeStart(block, _fastest);
        EndSeconds = block.StartSeconds + ((samples - Math.Max(0, _count - _length)) / _fastest.SampleRate);
    }

    /// <summary>Lets the blocks go.</summary>
    public void Clear() => _blocks.Clear();

    /// <summary>Gives how far a signal can reach, by the preview; channels may ask side by side.</summary>
    public PlausibleRange RangeOf(RecordingChannel channel, int signal) =>
        _ranges.GetOrAdd(signal, _ => PlausibleRange.Of(RawSamples(channel, signal)));

    /// <summary>Gives what finds a channel's lost packets, once it has learned from the preview.</summary>
    public LossScreen LossesOf(RecordingChannel channel)
    {
        LossScreen losses = new(channel.Signals, [.. channel.Signals.Select(signal => RangeOf(channel, signal))], channel.SampleRate);
        losses.Learn([.. channel.Signals.Select(signal => RawSamples(channel, signal))]);
        return losses;
    }

    private List<double> RawSamples(RecordingChannel channel, int signal)
    {
        List<double> samples = [];
        int left = LengthOf(channel);
        foreach (SampleBlock block in _blocks)
        {
            samples.AddRange(RawPart(block, channel, signal, ref left));
        }

        return samples;
    }

    /// <summary>Gives the lines that stand in an EMG behind its filter.</summary>
    public List<FoundLine> Lines(RecordingChannel channel, ConditioningPlan plan)
    {
        List<double[]> stretches = [];
        int left = LengthOf(channel);
        List<double> open = [];
        foreach (SampleBlock block in _blocks)
        {
            if (block.StartsSegment)
            {
                Close();
            }

            foreach (double sample in PreviewPart(block, channel, channel.Signals[0], ref left))
            {
                if (MissingSample.IsPresent(sample))
                {
                    open.Add(sample);
                }
                else
                {
                    Close();
                }
            }
        }

        Close();
        LineFinder finder = LineRemoval.Finder(plan, memoryWindows: 0);
        double[] magnitudes = new double[stretches.Sum(stretch => stretch.Length)];
        int filled = 0;
        foreach (double sample in stretches.SelectMany(stretch => stretch))
        {
            magnitudes[filled++] = Math.Abs(sample);
        }

        finder.ClipLevel = magnitudes.Length > 0 ? ClipMedians * Selection.Nth(magnitudes, magnitudes.Length / 2) : 0;
        foreach (double[] stretch in stretches)
        {
            ReadOnlySpan<double> rest = stretch;
            while (!rest.IsEmpty)
            {
                int count = Math.Min(rest.Length, finder.Room);
                finder.Process(rest[..count]);
                rest = rest[count..];
            }

            finder.EndSegment();
        }

        List<FoundLine> lines = [];
        finder.Find(lines);
        if (KnownLines.Mains(lines) is FoundLine mains)
        {
            finder.AddHarmonics(mains.Hz, lines);
        }

        double least = LineRemoval.LeastAmplitude(QuantisationStep(channel));
        lines.RemoveAll(line => line.Amplitude < least);
        return lines;

        // The first sample is taken off, as in conditioning, so that the filter does not answer to an offset.
        void Close()
        {
            if (open.Count > 0)
            {
                double[] samples = [.. open];
                double origin = samples[0];
                foreach (ref double sample in samples.AsSpan())
                {
                    sample -= origin;
                }

                new SosFilter(plan.Filter!).Process(samples, samples);
                stretches.Add(samples);
                open.Clear();
            }
        }
    }

    /// <summary>
    /// The smallest change between neighbouring samples of the preview, where the values lie on such a grid; at least what
    /// rounding in the filters makes of the largest value.
    /// </summary>
    public double QuantisationStep(RecordingChannel channel)
    {
        double step = double.PositiveInfinity;
        double largest = 0;
        foreach (int signal in channel.Signals)
        {
            var meter = new QualityMeter(channel.SampleRate);
            int left = LengthOf(channel);
            foreach (SampleBlock block in _blocks)
            {
                meter.Process(PreviewPart(block, channel, signal, ref left));
            }

            meter.EndSegment();
            step = Math.Min(step, meter.SmallestStep);
            largest = Math.Max(largest, meter.LargestMagnitude);
        }

        return Math.Max(double.IsFinite(step) ? step : 0, RoundingFraction * largest);
    }

    /// <summary>Says what a channel that is called an EMG is instead of a raw one, or gives <see langword="null"/> where it may be one.</summary>
    public string? NotRawEmg(RecordingChannel channel)
    {
        if (channel.Kind != ChannelKind.Emg)
        {
            return null;
        }

        var check = new RawEmgCheck(channel.SampleRate, LengthOf(channel));
        int left = LengthOf(channel);
        foreach (SampleBlock block in _blocks)
        {
            check.Process(PreviewPart(block, channel, channel.Signals[0], ref left));
        }

        return check.Finding();
    }

    /// <summary>As many samples as the fastest channel has in the same time.</summary>
    private int LengthOf(RecordingChannel channel) => (int)Math.Ceiling(_length * (channel.SampleRate / _fastest.SampleRate));

    /// <summary>The part of a block that belongs to the preview, without samples that cannot be.</summary>
    private ReadOnlySpan<double> PreviewPart(SampleBlock block, RecordingChannel channel, int signal, ref int left)
    {
        PlausibleRange range = RangeOf(channel, signal);
        ReadOnlySpan<double> samples = RawPart(block, channel, signal, ref left);
        return range.ExcludesAny(samples) ? samples.ToArray().Select(sample => range.Excludes(sample) ? double.NaN : sample).ToArray() : samples;
    }

    /// <summary>The part of a block that belongs to the preview, which no block size changes.</summary>
    private ReadOnlySpan<double> RawPart(SampleBlock block, RecordingChannel channel, int signal, ref int left)
    {
        int skipped = SamplesBeforeStart(block, channel);
        ReadOnlySpan<double> samples = block[signal];
        int count = Math.Min(left, samples.Length - skipped);
        left -= count;
        return samples.Slice(skipped, count);
    }

    private int SamplesBeforeStart(SampleBlock block, RecordingChannel channel) => Math.Clamp(
        (int)Math.Ceiling(((_options.StartSeconds - block.StartSeconds) * channel.SampleRate) - 1e-6), 0, block[channel.Signals[0]].Length);
}
