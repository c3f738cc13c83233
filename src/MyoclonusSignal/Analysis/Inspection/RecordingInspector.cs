using MyoclonusSignal.Recordings;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Analysis;

/// <summary>Reads a recording through and tells what is in it: nothing is filtered, nothing detected.</summary>
internal static class RecordingInspector
{
    private const int BlockSamples = 4096;
    private const double MainsEverySeconds = 4;

    /// <summary>Inspects a recording.</summary>
    /// <param name="reader">An open recording; it is read to its end.</param>
    /// <param name="resample">Whether samples of an uneven clock are interpolated onto its mean rate first.</param>
    /// <param name="progress">Told now and then how much of the file has been read, from 0 to 1.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="RecordingFormatException">The file is broken at the place reached.</exception>
    public static RecordingInspection Inspect(
        RecordingReader reader, bool resample = false, IProgress<double>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(reader);
        bool isEven = resample && !reader.ResampleUnevenClock();
        Meter[][] meters = [.. reader.Channels.Select(channel =>
            channel.Signals.Select((signal, i) => new Meter(channel.SignalNames[i], signal, channel.SampleRate)).ToArray())];
        List<Interval> segments = [];
        SampleBlock block = SampleBlock.For(reader, BlockSamples);
        RecordingChannel? fastest = reader.Channels.MaxBy(channel => channel.SampleRate);
        while (reader.ReadBlock(block))
        {
            cancellationToken.ThrowIfCancellationRequested();
            double end = block.StartSeconds + (block[fastest!.Signals[0]].Length / fastest.SampleRate);
            if (block.StartsSegment)
            {
                segments.Add(new Interval(block.StartSeconds, end));
            }
            else
            {
                segments[^1] = segments[^1] with { EndSeconds = end };
            }

            foreach (Meter meter in meters.SelectMany(channel => channel))
            {
                meter.Process(block);
            }

            progress?.Report(reader.Progress);
        }

        return new RecordingInspection(
            new InputInfo(reader.Path, reader.GetSha256(), reader.Format, segments.Count == 0 ? 0 : segments[^1].EndSeconds),
            reader.Channels,
            [.. meters.Select(channel => channel.Select(meter => meter.Finish()).ToArray())],
            segments,
            isEven ? [.. reader.Warnings, MyoclonusAnalyzer.NotResampled] : reader.Warnings)
        {
            Annotations = reader.Annotations,
            StartTime = reader.StartTime,
            Clock = reader.ClockEvidence,
        };
    }

    private sealed class Meter(string name, int signal, double sampleRate)
    {
        private readonly QualityMeter _quality = new(sampleRate);
        private readonly MainsDetector _mains = new(sampleRate, MainsEverySeconds);
        private double _minimum = double.PositiveInfinity;
        private double _maximum = double.NegativeInfinity;
        private double _sum;
        private double _clockSeconds;
        private long _clockSamples;
        private long _count;

        public void Process(SampleBlock block)
        {
            if (block.StartsSegment)
            {
                _quality.EndSegment();
                _mains.EndSegment();
                _clockSeconds = block.StartSeconds;
                _clockSamples = 0;
            }

            ReadOnlySpan<double> samples = block[signal];
            _quality.Process(samples, _clockSeconds + (_clockSamples / sampleRate));
            _clockSamples += samples.Length;
            int start = 0;
            for (int i = 0; i < samples.Length; i++)
            {
                double sample = samples[i];
                if (double.IsNaN(sample))
                {
                    _mains.Process(samples[start..i]);
                    _mains.EndSegment();
                    start = i + 1;
                    continue;
                }

                _minimum = Math.Min(_minimum, sample);
                _maximum = Math.Max(_maximum, sample);
                _sum += sample;
                _count++;
            }

            _mains.Process(samples[start..]);
        }

        public SignalInspection Finish()
        {
            _quality.EndSegment();
            double mains = _mains.Find(out double excess);
            double Fraction(long count) => _quality.SampleCount == 0 ? 0 : (double)count / _quality.SampleCount;
            SignalQuality quality = new(
                _quality.SampleCount,
                Fraction(_quality.MissingCount),
                Fraction(_quality.ClippedCount),
                Fraction(_quality.FlatCount),
                double.IsNaN(excess) ? null : excess,
                null);
            return _count == 0
                ? new SignalInspection(name, null, null, null, quality, 0)
                : new SignalInspection(name, _minimum, _maximum, _sum / _count, quality, mains)
                {
                    Clipped = QualityPlaces.Join(_quality.ClippedPlaces, []),
                    Flat = QualityPlaces.Join(_quality.FlatPlaces, []),
                };
        }
    }
}
