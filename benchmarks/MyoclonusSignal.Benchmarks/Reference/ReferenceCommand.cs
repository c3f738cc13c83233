using System.Diagnostics;
using System.Globalization;
using System.Numerics;
using MyoclonusSignal.Detection;
using MyoclonusSignal.Envelopes;
using MyoclonusSignal.Filtering;
using MyoclonusSignal.Signals;
using MyoclonusSignal.Spectra;

namespace MyoclonusSignal.Benchmarks.Reference;

/// <summary>The verb <c>reference</c>: prints million samples per second of each work, one <c>name: number</c> a line.</summary>
/// <remarks>peers/reference_work.sh runs it in turns with the same work in SciPy; <c>--long</c> adds eight hours.</remarks>
internal static class ReferenceCommand
{
    private const double SampleRate = ReferenceSignal.SampleRate;
    private const int Channels = 8;
    private const int BlockSamples = 4096;
    private static readonly TimeSpan PerWork = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan WarmUp = TimeSpan.FromMilliseconds(200);

    public static int Run(string[] arguments, TextWriter output)
    {
        bool isLong = arguments is ["--long"];
        if (arguments.Length > 0 && !isLong)
        {
            output.WriteLine($"reference: unknown argument {arguments[0]}; expected nothing or --long");
            return 2;
        }

        double[] signal = ReferenceSignal.Create(ReferenceSignal.Samples);
        WriteReferenceWork(signal, output);
        WriteParts(signal, output);
        WriteTransforms(signal, output);
        WriteFlatness(signal, output, isLong);
        return 0;
    }

    private static void WriteReferenceWork(double[] signal, TextWriter output)
    {
        double[] envelope = new double[signal.Length];
        int expected = signal.Length / ReferenceSignal.BurstEverySamples;
        int found = ReferenceWork.Run(signal, envelope);
        if (found != expected)
        {
            throw new InvalidOperationException($"Expected {expected} stretches; found {found}.");
        }

        Write(output, "reference work, 1 channel", signal.Length, () => ReferenceWork.Run(signal, envelope));

        double[][] many = [.. Enumerable.Range(0, Channels).Select(_ => signal.ToArray())];
        double[][] envelopes = [.. many.Select(channel => new double[channel.Length])];
        Write(output, "reference work, 8 channels", (long)Channels * signal.Length, () => ReferenceWork.Run(many, [envelope]));
        Write(output, "reference work, 8 channels, 2 threads", (long)Channels * signal.Length, () => ReferenceWork.Run(many, [envelope, envelopes[0]]));

        double[] frames = [.. signal.SelectMany(sample => Enumerable.Repeat(sample, Channels))];
        double[] block = new double[256 * Channels];
        Write(output, "reference work, 8 channels in frames", frames.Length, () => ReferenceWork.RunFrames(frames, Channels, block, envelopes));

        LinearEnvelope stream = new(ReferenceWork.Design);
        Write(output, "envelope as a stream, 1 channel", signal.Length, () => ReferenceWork.RunStream(stream, signal, block));
        LinearEnvelope streams = new(ReferenceWork.Design, Channels);
        Write(output, "envelope as a stream, 8 channels in frames", frames.Length, () => ReferenceWork.RunStream(streams, frames, block));
        Write(output, "copy", signal.Length, () => signal.CopyTo(envelope));
        Write(output, "copy, 8 channels", (long)Channels * signal.Length, () =>
        {
            for (int i = 0; i < Channels; i++)
            {
                many[i].CopyTo(envelopes[i], 0);
            }
        });
    }

    private static void WriteParts(double[] signal, TextWriter output)
    {
        double[] result = new double[signal.Length];
        SosCoefficients band = Butterworth.BandPass(4, 20, 450, SampleRate);
        SosFilter filter = new(band);
        Write(output, "sosfilt, 4 sections", signal.Length, () => filter.Process(signal, result));
        double[] frames = new double[signal.Length];
        SosFilterBank bank = new(band, Channels);
        Write(output, "sosfilt, 4 sections, 8 channels in frames", frames.Length, () => bank.Process(signal, frames));
        Write(output, "sosfiltfilt, 4 sections", signal.Length, () => ZeroPhase.Filter(band, signal, result));
        FirFilter fir = new(Fir.BandPass(101, 20, 450, SampleRate));
        Write(output, "FIR filter, 101 taps", signal.Length, () => fir.Process(signal, result));
        Decimator decimator = new(20, SampleRate);
        Write(output, "FIR decimation by 20", signal.Length, () => decimator.Process(signal, result));
        HilbertEnvelope hilbert = new(20, SampleRate);
        Write(output, "Hilbert envelope", signal.Length, () => hilbert.Process(signal, result));
        MovingRms rms = new(100);
        Write(output, "moving RMS, 100 samples", signal.Length, () => rms.Process(signal, result));
        Write(output, "median", signal.Length, () => Median.Of(signal));
    }

    private static void WriteTransforms(double[] signal, TextWriter output)
    {
        foreach (int length in (int[])[512, 1024, 4096])
        {
            RealFft fft = new(length);
            Complex[] spectrum = new Complex[fft.SpectrumLength];
            double[] scratch = new double[fft.ScratchLength];
            Write(output, $"rfft, {length}", 100 * length, () =>
            {
                for (int i = 0; i < 100; i++)
                {
                    fft.Forward(signal.AsSpan(0, length), spectrum, scratch);
                }
            });
        }

        double[] magnitude = new double[signal.Length];
        Rectifier.Process(signal, magnitude);
        Welch welch = new(SampleRate, new WelchOptions { WindowLength = 8000 });
        Write(output, "welch of the envelope, 4 s windows", signal.Length, () => welch.Process(magnitude));

        // The same resolution from the envelope at 100 Hz: what is asked for lies far below 50 Hz.
        Decimator decimator = new(20, SampleRate);
        double[] block = new double[BlockSamples];
        double[] slow = new double[signal.Length / 20];
        Welch slowWelch = new(decimator.OutputRate, new WelchOptions { WindowLength = 400 });
        Write(output, "welch of the decimated envelope, 4 s windows", signal.Length, () =>
        {
            int written = 0;
            decimator.Reset();
            for (int at = 0; at < signal.Length; at += BlockSamples)
            {
                Span<double> part = block.AsSpan(0, Math.Min(BlockSamples, signal.Length - at));
                Rectifier.Process(signal.AsSpan(at, part.Length), part);
                written += decimator.Process(part, slow.AsSpan(written));
            }

            slowWelch.Process(slow.AsSpan(0, written));
        });
    }

    /// <summary>What a sample costs after a minute and after hours, the two in turns, and over a long whole.</summary>
    private static void WriteFlatness(double[] signal, TextWriter output, bool isLong)
    {
        const int MinuteSamples = 120_000;
        const int Turns = 30;
        int minutes = isLong ? 480 : 30;
        double[] block = new double[BlockSamples];
        (SosFilter Filter, JerkDetector Detector) NewChain() =>
            (new SosFilter(ReferenceWork.Design.Conditioning!), new JerkDetector(JerkDetectorOptions.ForEmg, SampleRate, 430));
        double Minute((SosFilter Filter, JerkDetector Detector) chain, int minute)
        {
            long begin = Stopwatch.GetTimestamp();
            Detect(chain.Filter, chain.Detector, signal.AsSpan(minute % 10 * MinuteSamples, MinuteSamples), block);
            return Stopwatch.GetElapsedTime(begin).TotalMicroseconds;
        }

        (SosFilter Filter, JerkDetector Detector) old = NewChain();
        for (int minute = 0; minute < minutes; minute++)
        {
            Minute(old, minute);
        }

        double oldLeast = double.PositiveInfinity;
        double youngLeast = double.PositiveInfinity;
        for (int turn = 0; turn < Turns; turn++)
        {
            (SosFilter Filter, JerkDetector Detector) young = NewChain();
            Minute(young, turn);
            youngLeast = Math.Min(youngLeast, Minute(young, turn + 1));
            oldLeast = Math.Min(oldLeast, Minute(old, turn + 1));
        }

        WriteSpeed(output, "detection as a stream, its 2nd minute", MinuteSamples / youngLeast);
        WriteSpeed(output, $"detection as a stream, after {minutes} min", MinuteSamples / oldLeast);
        if (isLong)
        {
            double[] night = new double[minutes * MinuteSamples];
            for (int at = 0; at < night.Length; at += signal.Length)
            {
                signal.AsSpan(0, Math.Min(signal.Length, night.Length - at)).CopyTo(night.AsSpan(at));
            }

            double[] envelope = new double[night.Length];
            Write(output, $"reference work, 1 channel, {minutes} min", night.Length, () => ReferenceWork.Run(night, envelope));
            Write(output, $"reference work, 1 channel, {minutes} min, 2 threads", night.Length, () => ReferenceWork.Run(night, envelope, 2));
        }
    }

    private static void Detect(SosFilter filter, JerkDetector detector, ReadOnlySpan<double> signal, Span<double> block)
    {
        for (int at = 0; at < signal.Length; at += block.Length)
        {
            Span<double> part = block[..Math.Min(block.Length, signal.Length - at)];
            filter.Process(signal.Slice(at, part.Length), part);
            ReadOnlySpan<double> rest = part;
            while (!rest.IsEmpty)
            {
                detector.TryRead(rest, out int consumed, out _);
                rest = rest[consumed..];
            }
        }
    }

    /// <summary>The fastest of as many runs as fit into the time, at least three.</summary>
    private static void Write(TextWriter output, string name, long samples, Action work)
    {
        long start = Stopwatch.GetTimestamp();
        do
        {
            work();
        }
        while (Stopwatch.GetElapsedTime(start) < WarmUp);

        double least = double.PositiveInfinity;
        start = Stopwatch.GetTimestamp();
        for (int run = 0; run < 3 || Stopwatch.GetElapsedTime(start) < PerWork; run++)
        {
            long begin = Stopwatch.GetTimestamp();
            work();
            least = Math.Min(least, Stopwatch.GetElapsedTime(begin).TotalMicroseconds);
        }

        WriteSpeed(output, name, samples / least);
    }

    private static void WriteSpeed(TextWriter output, string name, double samplesPerMicrosecond) =>
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {samplesPerMicrosecond:0.0}"));
}
