using CsCheck;
using MyoclonusSignal.Detection;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Tests.Detection;

/// <summary>The detector as a stream, and what is a silent period and what is not.</summary>
public sealed class SilentPeriodDetectorTests
{
    private const double SampleRate = 1000;

    [Fact]
    public void ProcessInBlocksGivesTheSameSilencesAsProcessAtOnce()
    {
        double[] x = WithSilences(1).Gaussian(16);
        List<SilentPeriod> expected = TonicSignal.Detect(x, SampleRate);
        Assert.InRange(expected.Count, 8, 30);
        Gen.Int[1, 5000].Sample(block => Assert.Equal(expected, TonicSignal.Detect(x, SampleRate, block: block)), iter: 12);
    }

    [Fact]
    public void NothingIsAllocatedWhileReading()
    {
        double[] x = WithSilences(2).Gaussian(16);
        SilentPeriodDetector detector = new(new(), SampleRate);
        _ = TonicSignal.Read(detector, x);
        detector.Reset();
        int count = 0;
        Assert.Equal(0, Allocations.Of(() =>
        {
            ReadOnlySpan<double> rest = x;
            while (!rest.IsEmpty)
            {
                count += detector.TryRead(rest, out int consumed, out _) ? 1 : 0;
                rest = rest[consumed..];
            }
        }));
        Assert.True(count > 5);
    }

    [Fact]
    public void ResetForgetsTheSignalBefore()
    {
        double[] x = WithSilences(3).Gaussian(16);
        SilentPeriodDetector detector = new(new(), SampleRate);
        List<SilentPeriod> first = TonicSignal.Read(detector, x);
        double seconds = detector.ContractionSeconds;
        detector.Reset();
        Assert.Equal(0, detector.ContractionSeconds);
        Assert.Equal(first, TonicSignal.Read(detector, x));
        Assert.Equal(seconds, detector.ContractionSeconds);
    }

    [Fact]
    public void TheUnitDoesNotMatter()
    {
        double[] x = WithSilences(4).Gaussian(16);
        double[] scaled = [.. x.Select(v => v / 1024 / 1024)];
        Assert.Equal(
            TonicSignal.Detect(x, SampleRate).Select(s => (s.Start, s.End)),
            TonicSignal.Detect(scaled, SampleRate).Select(s => (s.Start, s.End)));
    }

    [Fact]
    public void ASignalThatIsZeroForAMomentGivesNoInfiniteDepth()
    {
        double[] x = TestSignals.BandPassed(TestSignals.Noise(1, 30_000), SampleRate);
        x.AsSpan(15_000, 200).Clear();
        Assert.All(TonicSignal.Detect(x, SampleRate), silence => Assert.True(double.IsFinite(silence.DepthDb)));
    }

    [Fact]
    public void AnEmptyOrVeryShortOrZeroSignalGivesNothing()
    {
        foreach (int count in (int[])[0, 1, 2, 5, 50, 500, 3000])
        {
            Assert.Empty(TonicSignal.Detect(TestSignals.Noise(1, count), SampleRate));
            Assert.Empty(TonicSignal.Detect(new double[count], SampleRate));
        }
    }

    [Fact]
    public void AFinishedSignalIsNotContinued()
    {
        SilentPeriodDetector detector = new(new(), SampleRate);
        Assert.False(detector.TryFinish(out _));
        Assert.Throws<InvalidOperationException>(() => detector.TryRead([1.0], out _, out _));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(double.NaN)]
    public void ABadSampleRateIsRefused(double sampleRate) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new SilentPeriodDetector(new(), sampleRate));

    [Fact]
    public void AnOptionOutsideItsRangeIsRefused() => Assert.All(
        (SilentPeriodOptions[])
        [
            new() { MinimumSeconds = 0.01 },
            new() { MinimumSeconds = 0.3, MaximumSeconds = 0.2 },
            new() { MaximumSeconds = 0.6 },
            new() { FalseAlarmsPerHour = 0 },
            new() { LeastContractionRatio = 1 },
            new() { LeastDepthDb = 0 },
            new() { SustainedSeconds = double.NaN },
        ],
        options => Assert.Throws<ArgumentOutOfRangeException>(() => new SilentPeriodDetector(options, SampleRate)));

    [Theory]
    [InlineData(0.06)]
    [InlineData(0.12)]
    [InlineData(0.3)]
    [InlineData(0.48)]
    public void ASilenceIsMeasuredWhereItIs(double duration)
    {
        SilentPeriod silence = Assert.Single(Detect(new TonicSignal(5, 20, SampleRate).AddContraction(5, 15).AddSilence(10, 10 + duration).Gaussian(20)));
        Assert.InRange(silence.Start, 9990, 10_020);
        Assert.InRange(silence.End, (10 + duration - 0.01) * SampleRate, (10 + duration + 0.02) * SampleRate);
        Assert.InRange(silence.DeepestIndex, silence.Start, silence.End);
        Assert.InRange(silence.DepthDb, -23, -13);
        Assert.InRange(silence.TonicRms, 7, 14);
        Assert.InRange(silence.RestRms, 0.7, 1.3);
        Assert.InRange(silence.OnsetUncertaintySeconds, 0.0004, 0.02);
        Assert.InRange(silence.OffsetUncertaintySeconds, 0.0004, 0.02);
        Assert.True(silence.PeakAmplitude >= silence.RmsAmplitude);
        Assert.InRange(silence.Area / (silence.RmsAmplitude * silence.Length / SampleRate), 0.6, 1.5);
    }

    [Fact]
    public void TheTruthLiesWithinTheStatedUncertaintyAboutAsOftenAsStated()
    {
        int within = 0;
        int count = 0;
        for (int seed = 1; seed <= 6; seed++)
        {
            TonicSignal signal = new TonicSignal(seed, 120, SampleRate).AddContractions().AddSilences(0.08, 0.3, 0);
            List<SilentPeriod> found = Detect(signal.Gaussian(16));
            foreach ((double onset, double offset) in signal.Silences)
            {
                foreach (SilentPeriod silence in found.Where(s => s.Start < offset * SampleRate && s.End > onset * SampleRate))
                {
                    // The band-pass delays its band by some 3 ms.
                    within += Math.Abs((silence.Start / SampleRate) - onset - 0.003) <= silence.OnsetUncertaintySeconds + 0.001 ? 1 : 0;
                    within += Math.Abs((silence.End / SampleRate) - offset - 0.003) <= silence.OffsetUncertaintySeconds + 0.001 ? 1 : 0;
                    count += 2;
                }
            }
        }

        Assert.True(count > 200);
        Assert.InRange((double)within / count, 0.5, 0.9);
    }

    [Fact]
    public void AContractionFromTheFirstSampleOnHasSilencesToo()
    {
        TonicSignal signal = new TonicSignal(6, 12, SampleRate).AddContraction(-1, 6).AddSilence(2, 2.15);
        SilentPeriod silence = Assert.Single(Detect(signal.Gaussian(16)));
        Assert.InRange(silence.Start, 1990, 2020);
    }

    [Fact]
    public void AContractionUpToTheLastSampleHasSilencesToo()
    {
        TonicSignal signal = new TonicSignal(7, 10, SampleRate).AddContraction(3, 12).AddSilence(8.5, 8.65);
        SilentPeriod silence = Assert.Single(Detect(signal.Gaussian(16)));
        Assert.InRange(silence.Start, 8490, 8520);
    }

    [Fact]
    public void ASilenceAtTheEdgeOfTheRecordIsNone()
    {
        Assert.Empty(Detect(new TonicSignal(8, 10, SampleRate).AddContraction(-1, 11).AddSilence(9.8, 11).Gaussian(16)));
        Assert.Empty(Detect(new TonicSignal(8, 10, SampleRate).AddContraction(-1, 11).AddSilence(-1, 0.2).Gaussian(16)));
    }

    [Theory]
    [InlineData(0.6)]
    [InlineData(0.8)]
    [InlineData(1.5)]
    [InlineData(4)]
    public void APauseBetweenTwoContractionsIsNoSilentPeriod(double pause) =>
        Assert.Empty(Detect(new TonicSignal(9, 30, SampleRate).AddContraction(5, 10, 0).AddContraction(10 + pause, 16 + pause, 0).Gaussian(20)));

    [Theory]
    [InlineData(0.2, 0.15)]
    [InlineData(0.35, 0.3)]
    [InlineData(0.45, 0.3)]
    [InlineData(0.6, 0.45)]
    public void ThePausesOfATrainOfBurstsAreNoSilentPeriods(double burst, double pause)
    {
        TonicSignal signal = new(10, 60, SampleRate);
        for (double t = 3; t < 55; t += burst + pause)
        {
            signal.AddContraction(t, t + burst, 0.02);
        }

        Assert.Empty(Detect(signal.Gaussian(20)));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(8)]
    public void RhythmicJerksLeaveNoSilentPeriodsAndAreNoContraction(double hz)
    {
        foreach ((double ratioDb, double burst) in ((double, double)[])[(10, 0.06), (20, 0.06), (30, 0.06), (10, 0.1)])
        {
            TonicSignal signal = new(11, 60, SampleRate);
            for (double t = 3; t < 57; t += 1 / hz)
            {
                signal.AddContraction(t, t + burst, 0.01);
            }

            SilentPeriodDetector detector = new(new(), SampleRate);
            Assert.Empty(TonicSignal.Read(detector, signal.Gaussian(ratioDb)));

            // At 10 dB the filters and the noise fill the pauses up to a level.
            if (ratioDb > 10)
            {
                Assert.InRange(detector.ContractionSeconds, 0, 6);
            }
        }
    }

    [Fact]
    public void JerksAtRandomLeaveNoSilentPeriods()
    {
        Random random = new(12);
        TonicSignal signal = new(12, 300, SampleRate);
        for (double t = 3; t < 295; t += 0.3 + random.NextDouble())
        {
            signal.AddContraction(t, t + 0.03 + (0.1 * random.NextDouble()), 0.01);
        }

        Assert.Empty(Detect(signal.Gaussian(20)));
    }

    [Fact]
    public void RestHasNoSilentPeriodsAndIsNoContraction()
    {
        foreach (double sampleRate in (double[])[250, 1000, 2000])
        {
            SilentPeriodDetector detector = new(new(), sampleRate);
            Assert.Empty(TonicSignal.Read(detector, TestSignals.BandPassed(TestSignals.Noise(13, (int)(600 * sampleRate)), sampleRate)));
            Assert.Equal(0, detector.ContractionSeconds);
        }
    }

    [Fact]
    public void ASeriesWithShortStretchesBetweenIsFound()
    {
        TonicSignal signal = new TonicSignal(14, 20, SampleRate).AddContraction(4, 16);
        for (int i = 0; i < 8; i++)
        {
            signal.AddSilence(9 + (0.15 * i), 9.07 + (0.15 * i));
        }

        Assert.InRange(Detect(signal.Gaussian(20)).Count, 7, 8);
    }

    [Fact]
    public void APositiveBurstRightBeforeTheSilenceChangesNothing()
    {
        TonicSignal signal = new TonicSignal(15, 20, SampleRate).AddContraction(4, 16).AddSilence(10, 10.12);
        for (int i = 9960; i < 10_000; i++)
        {
            signal.Amplitude[i] *= 5;
        }

        SilentPeriod silence = Assert.Single(Detect(signal.Gaussian(16)));
        Assert.InRange(silence.Start, 9995, 10_025);
        Assert.InRange(silence.End, 10_105, 10_140);
    }

    [Fact]
    public void AShallowFallIsNoSilence()
    {
        TonicSignal signal = new TonicSignal(16, 60, SampleRate).AddContractions().AddSilences(0.1, 0.3, 0.01, left: 0.5);
        Assert.NotEmpty(signal.Silences);
        Assert.Empty(Detect(signal.Gaussian(26)));
    }

    [Fact]
    public void ASignalLostForAMomentIsNoSilence()
    {
        double[] x = new TonicSignal(17, 20, SampleRate).AddContraction(4, 16).Gaussian(16);
        x.AsSpan(10_000, 150).Clear();
        Assert.Empty(Detect(x));
    }

    [Fact]
    public void WhereTheMuscleNeverRestsTheDepthDecides()
    {
        TonicSignal signal = new TonicSignal(18, 60, SampleRate).AddContraction(-1, 61).AddSilences(0.1, 0.2, 0.01);
        SilentPeriodDetector detector = new(new(), SampleRate);
        List<SilentPeriod> found = TonicSignal.Read(detector, signal.Gaussian(20));
        Assert.InRange(found.Count, 0.85 * signal.Silences.Count, signal.Silences.Count);
        Assert.All(found, silence => Assert.True(double.IsNaN(silence.RestRms)));
        Assert.InRange(detector.ContractionSeconds, 50, 61);
    }

    [Fact]
    public void WhereTheMuscleNeverRestsSilencesAreFoundWhereverTheSearchBegins()
    {
        int count = 0;
        int found = 0;
        for (int seed = 30; seed < 36; seed++)
        {
            // The force goes up and down by a quarter, so that now and then its strong half is 4 dB over its weakest twentieth.
            TonicSignal signal = new TonicSignal(seed, 60, SampleRate).AddContraction(-1, 61).Modulate(0.15, 0.25);
            for (double t = 1.5; t < 58; t += 1.31)
            {
                signal.AddSilence(t, t + 0.09 + (0.01 * (seed % 6)));
            }

            double[] x = signal.Gaussian(28);

            // Over one cell of the search.
            for (int skipped = 0; skipped < 50; skipped += 7)
            {
                double[] onsets = [.. Detect(x[skipped..]).Select(silence => (silence.Start + skipped) / SampleRate)];
                Assert.InRange(onsets.Length, 0, signal.Silences.Count);
                found += signal.Silences.Count(silence => onsets.Any(onset => Math.Abs(onset - silence.StartSeconds) <= 0.03));
                count += signal.Silences.Count;
            }
        }

        Assert.InRange((double)found / count, 0.99, 1);
    }

    [Fact]
    public void AJerkAcrossThreeCellsIsNotTheContractionBeforeTheSilence()
    {
        TonicSignal signal = new TonicSignal(37, 40, SampleRate).AddContraction(-1, 41);
        for (double t = 3; t < 38; t += 2.513)
        {
            signal.AddSilence(t, t + 0.11);
        }

        foreach (Interval silence in signal.Silences)
        {
            int end = (int)Math.Ceiling(silence.StartSeconds * SampleRate);
            signal.Amplitude.AsSpan(end - 105, 105).Fill(5);
        }

        Assert.Equal(signal.Silences.Count, Detect(signal.Gaussian(28)).Count);
    }

    [Fact]
    public void TheTimeOfContractionIsThatOfTheContractions()
    {
        foreach (bool hasSilences in (bool[])[false, true])
        {
            TonicSignal signal = new TonicSignal(19, 120, SampleRate).AddContractions();
            if (hasSilences)
            {
                signal.AddSilences(0.06, 0.3, 0.01);
            }

            SilentPeriodDetector detector = new(new(), SampleRate);
            _ = TonicSignal.Read(detector, signal.Gaussian(16));
            double expected = signal.Contractions.Sum(c => c.EndSeconds - c.StartSeconds);
            Assert.InRange(detector.ContractionSeconds, 0.93 * expected, 1.05 * expected);
        }
    }

    [Fact]
    public void ASilenceIsReportedWithinTheStatedLatency()
    {
        double[] x = WithSilences(20).Gaussian(16);
        SilentPeriodDetector detector = new(new(), SampleRate);
        long read = 0;
        int count = 0;
        ReadOnlySpan<double> rest = x;
        while (!rest.IsEmpty)
        {
            bool isReady = detector.TryRead(rest, out int consumed, out SilentPeriod silence);
            read += consumed;
            rest = rest[consumed..];
            if (isReady)
            {
                Assert.InRange(read - silence.End, 0, detector.LatencySamples);
                count++;
            }
        }

        Assert.True(count > 5);
    }

    private static List<SilentPeriod> Detect(double[] x) => TonicSignal.Detect(x, SampleRate);

    private static TonicSignal WithSilences(int seed) => new TonicSignal(seed, 50, SampleRate).AddContractions().AddSilences(0.06, 0.3, 0.01);
}
