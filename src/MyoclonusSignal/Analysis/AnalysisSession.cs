using System.Globalization;
using MyoclonusSignal.Detection;
using MyoclonusSignal.Recordings;

namespace MyoclonusSignal.Analysis;

/// <summary>One analysis on its way: first a preview that settles the mains, then every channel's pipeline, block by block.</summary>
internal sealed class AnalysisSession
{
    // A tenth of the step of a 24-bit converter, and a million times the rounding of a double.
    private const double RoundingFraction = 1e-8;

    private readonly IReadOnlyList<RecordingChannel> _channels;
    private readonly AnalysisOptions _options;
    private readonly int _previewLength;
    private readonly List<SampleBlock> _preview = [];
    private readonly List<RecordingWarning> _warnings = [];
    private List<ChannelPipeline>? _pipelines;
    private double _mainsHz;
    private double _endSeconds;
    private int _previewCount;

    public AnalysisSession(IReadOnlyList<RecordingChannel> channels, AnalysisOptions options)
    {
        _channels = channels;
        _options = options;
        _previewLength = channels.Count == 0 ? 0 : MyoclonusAnalyzer.PreviewLength(channels);
    }

    /// <summary>Takes in a block; gives it back when it may be filled again, or <see langword="null"/> when the preview keeps it.</summary>
    public SampleBlock? Process(SampleBlock block)
    {
        if (_channels.Count == 0)
        {
            return block;
        }

        RecordingChannel longest = _channels[0];
        _endSeconds = Math.Max(_endSeconds, block.StartSeconds + (block[longest.Signals[0]].Length / longest.SampleRate));
        if (_pipelines is null)
        {
            if (_endSeconds <= _options.StartSeconds)
            {
                return block;
            }

            _preview.Add(block);
            _previewCount += block[longest.Signals[0]].Length - SamplesBeforeStart(block, longest);
            if (_previewCount >= _previewLength)
            {
                EndPreview();
            }

            return null;
        }

        // Channels share nothing, so they may run side by side; with one, there is nothing to share out.
        if (_pipelines.Count == 1)
        {
            _pipelines[0].Process(block);
        }
        else
        {
            Parallel.ForEach(_pipelines, pipeline => pipeline.Process(block));
        }

        return block;
    }

    public AnalysisResult Finish(RecordingReader reader)
    {
        EndPreview();
        List<ChannelResult> results = [];
        List<AnalysisEvent> events = [];
        (ChannelResult Result, List<AnalysisEvent> Events)[] found = new (ChannelResult, List<AnalysisEvent>)[_pipelines!.Count];
        Parallel.For(0, found.Length, i =>
        {
            List<AnalysisEvent> own = [];
            _pipelines[i].Finish();
            found[i] = (ChannelResultBuilder.Build(_pipelines[i], own), own);
        });
        for (int i = 0; i < found.Length; i++)
        {
            results.Add(found[i].Result);
            events.AddRange(found[i].Events);
            WarnOfQuality(found[i].Result, _pipelines[i], found[i].Events);
        }

        if (_endSeconds <= _options.StartSeconds)
        {
            _warnings.Add(new RecordingWarning("nothing-selected", null, null, null, string.Create(CultureInfo.InvariantCulture, $"The recording ends at {_endSeconds:0.###} s, before the start asked for ({_options.StartSeconds:0.###} s): nothing was analysed.")));
        }

        return new AnalysisResult(
            new InputInfo(reader.Path, reader.GetSha256(), reader.Format, _endSeconds),
            _options,
            _mainsHz,
            [.. reader.Warnings, .. _warnings],
            results,
            EventGrouping.Assign(events, _options.GroupSeconds));
    }

    private void EndPreview()
    {
        if (_pipelines is not null)
        {
            return;
        }

        Dictionary<RecordingChannel, MainsDetector> mains = MeasureMains();
        _mainsHz = _options.LineFrequencyHz ?? FindMains(mains.Values);
        _pipelines = [];
        foreach (RecordingChannel channel in _channels)
        {
            ChannelKind kind = channel.Kind;
            if (kind is ChannelKind.Emg or ChannelKind.Acceleration)
            {
                ConditioningPlan plan = NotRawEmg(channel) is RecordingWarning reason
                    ? ConditioningPlan.Refuse(_options.EmgBand, reason)
                    : ConditioningPlan.For(
                        channel, kind, _options, _mainsHz, mains.TryGetValue(channel, out MainsDetector? hum) ? hum.ExcessDb(_mainsHz) : double.NaN);
                _warnings.AddRange(plan.Warnings);
                _pipelines.Add(new ChannelPipeline(channel, kind, plan, _options, QuantisationStep(channel)));
            }
            else if (_options.Channels is not null)
            {
                _warnings.Add(new RecordingWarning(
                    "channel-not-analysed",
                    channel.Name,
                    null,
                    null,
                    $"{channel.Name} is neither EMG nor acceleration: no jerks are looked for in it. If it is, say so with --kind {channel.Name}=emg."));
            }
        }

        foreach (SampleBlock block in _preview)
        {
            foreach (ChannelPipeline pipeline in _pipelines)
            {
                pipeline.Process(block);
            }
        }

        _preview.Clear();
    }

    private RecordingWarning? NotRawEmg(RecordingChannel channel)
    {
        if (channel.Kind != ChannelKind.Emg)
        {
            return null;
        }

        var check = new RawEmgCheck(channel.SampleRate, _previewLength);
        int left = _previewLength;
        foreach (SampleBlock block in _preview)
        {
            check.Process(PreviewPart(block, channel, channel.Signals[0], ref left));
        }

        return check.Finding() is string finding
            ? new RecordingWarning(
                "not-raw-emg",
                channel.Name,
                null,
                null,
                $"{channel.Name} is no raw EMG: {finding}. No jerks and no rhythm are looked for in it; record or export the EMG before rectification and smoothing, at 500 Hz or more. If it is something else, say so with --kind {channel.Name}=other.")
            : null;
    }

    private Dictionary<RecordingChannel, MainsDetector> MeasureMains()
    {
        Dictionary<RecordingChannel, MainsDetector> detectors = [];
        foreach (RecordingChannel channel in _channels.Where(channel => channel.Kind == ChannelKind.Emg))
        {
            var detector = new MainsDetector(channel.SampleRate, everySeconds: 2);
            foreach (int signal in channel.Signals)
            {
                detector.EndSegment();
                int left = _previewLength;
                foreach (SampleBlock block in _preview)
                {
                    if (block.StartsSegment)
                    {
                        detector.EndSegment();
                    }

                    ProcessPresent(detector, PreviewPart(block, channel, signal, ref left));
                }
            }

            detectors.Add(channel, detector);
        }

        return detectors;
    }

    private static double FindMains(IEnumerable<MainsDetector> detectors)
    {
        double found = 0;
        double largest = double.NegativeInfinity;
        foreach (MainsDetector detector in detectors)
        {
            double mains = detector.Find(out double excess);
            if (mains > 0 && excess > largest)
            {
                found = mains;
                largest = excess;
            }
        }

        return found;
    }

    /// <summary>The part of a block that belongs to the preview, which no block size changes.</summary>
    private ReadOnlySpan<double> PreviewPart(SampleBlock block, RecordingChannel channel, int signal, ref int left)
    {
        int skipped = SamplesBeforeStart(block, channel);
        ReadOnlySpan<double> samples = block[signal];
        int count = Math.Min(left, samples.Length - skipped);
        left -= count;
        return samples.Slice(skipped, count);
    }

    private int SamplesBeforeStart(SampleBlock block, RecordingChannel channel) => Math.Clamp(
        (int)Math.Ceiling(((_options.StartSeconds - block.StartSeconds) * channel.SampleRate) - 1e-6), 0, block[channel.Signals[0]].Length);

    private static void ProcessPresent(MainsDetector detector, ReadOnlySpan<double> samples)
    {
        while (!samples.IsEmpty)
        {
            int missing = 0;
            while (missing < samples.Length && double.IsFinite(samples[missing]))
            {
                missing++;
            }

            detector.Process(samples[..missing]);
            if (missing == samples.Length)
            {
                return;
            }

            detector.EndSegment();
            samples = samples[(missing + 1)..];
        }
    }

    /// <summary>
    /// The smallest change between neighbouring samples of the preview, where the values lie on such a grid; at least what
    /// rounding in the filters makes of the largest value.
    /// </summary>
    private double QuantisationStep(RecordingChannel channel)
    {
        double step = double.PositiveInfinity;
        double largest = 0;
        foreach (int signal in channel.Signals)
        {
            var meter = new QualityMeter(channel.SampleRate);
            int left = _previewLength;
            foreach (SampleBlock block in _preview)
            {
                meter.Process(PreviewPart(block, channel, signal, ref left));
            }

            meter.EndSegment();
            step = Math.Min(step, meter.SmallestStep);
            largest = Math.Max(largest, meter.LargestMagnitude);
        }

        return Math.Max(double.IsFinite(step) ? step : 0, RoundingFraction * largest);
    }

    private void WarnOfQuality(ChannelResult result, ChannelPipeline pipeline, List<AnalysisEvent> events)
    {
        string name = result.Name;
        SignalQuality quality = result.Quality;
        if (quality.SampleCount > 0 && quality.MissingFraction >= 1)
        {
            Warn("no-samples", name, $"{name} holds no sample at all: every value is missing.");
        }
        else if (quality.MissingFraction > 0)
        {
            Warn("missing-samples", name, string.Create(CultureInfo.InvariantCulture, $"{name}: {quality.MissingFraction:P2} of the samples are missing; each gap ends a segment."));
        }

        if (quality.ClippedFraction > 0.0001)
        {
            Warn("clipped", name, string.Create(CultureInfo.InvariantCulture, $"{name}: {quality.ClippedFraction:P2} of the samples are at a rail; amplitudes there are too small."));
            _warnings.AddRange(QualityPlaces.OfClipped(name, pipeline.Places().Clipped, events));
        }

        if (quality.FlatFraction > 0.01)
        {
            Warn("flat", name, string.Create(CultureInfo.InvariantCulture, $"{name}: {quality.FlatFraction:P1} of the samples lie in stretches without any change; an electrode or cable may be off."));
            _warnings.AddRange(QualityPlaces.OfFlat(name, pipeline.Places().Flat));
        }

        int heartbeats = result.Rejected.Count(candidate => candidate.Reason == BurstRejection.Heartbeat);
        if (heartbeats > 0)
        {
            Warn("heartbeats", name, string.Create(CultureInfo.InvariantCulture, $"{name}: {heartbeats} bursts of one and the same shape follow a pulse; they are the heart's and were left out."));
        }

        if (pipeline.RemovedBeats > 0)
        {
            Warn("ecg-removed", name, string.Create(CultureInfo.InvariantCulture, $"{name}: {pipeline.RemovedBeats} heartbeats were subtracted before jerks were looked for; the power of the middle one fell by {pipeline.RemovedBeatsDb:0.0} dB."));
        }

        if (result.Jerks is not null && !pipeline.HasRhythm)
        {
            Warn("rhythm-band-too-high", name, string.Create(CultureInfo.InvariantCulture, $"{name} is sampled at {result.SampleRate:0.###} Hz, too slowly for a rhythm up to {_options.Rhythm.BandHighHz:0.###} Hz; none was looked for."));
        }

        double later = pipeline.MainsHz();
        if (later > 0 && _options.LineFrequencyHz is null && _mainsHz == 0 && result.Kind == ChannelKind.Emg)
        {
            Warn("mains-later", name, string.Create(CultureInfo.InvariantCulture, $"{name}: hum at {later} Hz appears after the start of the recording and was not taken out; run again with --line-frequency {later}."));
        }
    }

    private void Warn(string code, string channel, string text) =>
        _warnings.Add(new RecordingWarning(code, channel, null, null, text));
}
