using MyoclonusSignal.Detection;
using MyoclonusSignal.Spectra;
using MyoclonusSignal.Synthesis;

namespace MyoclonusSignal.Tests.Synthesis;

public class IngredientTests
{
    private static readonly SimulationOptions Silent = new()
    {
        DurationSeconds = 60,
        SampleRate = 1000,
        Jerks = [],
        Channels = [SimulatedChannel.Emg("emg") with { NoiseRms = 1e-6 }],
    };

    [Fact]
    public void TheNoiseFloorIsWhiteAndOfTheStatedSize()
    {
        double[] samples = Samples(SimulationScenarios.Create(SimulationScenario.NoiseOnly, 100));
        Assert.Equal(5, Rms(samples), 0.03);
        for (int lag = 1; lag < 5; lag++)
        {
            double product = samples.Skip(lag).Zip(samples, (a, b) => a * b).Average();
            Assert.Equal(0, product / 25, 0.01);
        }
    }

    [Fact]
    public void ChangesOfTheFloorMultiplyAndReturn()
    {
        double[] samples = Samples(Silent with
        {
            Channels = [SimulatedChannel.Emg("emg")],
            NoiseChanges = [new(10, 30, 3), new(20, 60, 2, 10)],
        });
        Assert.Equal(5, Rms(samples[..10_000]), 0.2);
        Assert.Equal(15, Rms(samples[10_000..20_000]), 0.6);

        // Halfway up the ramp the factor is 1.5, on top of 3.
        Assert.Equal(22.5, Rms(samples[24_500..25_500]), 1.5);
        Assert.Equal(10, Rms(samples[30_000..50_000]), 0.3);
        Assert.Equal(5, Rms(samples[59_000..60_000]), 0.8);
    }

    [Theory]
    [InlineData(50)]
    [InlineData(60)]
    public void HumHasItsFrequencyHarmonicsAndSize(double frequency)
    {
        double[] samples = Samples(Silent with
        {
            Hum = new() { FrequencyHz = frequency, Harmonics = [0, 0.5], FrequencyDriftHz = 0, AmplitudeDrift = 0 },
        });
        Assert.Equal(10, Amplitude(samples, frequency), 1e-3);
        Assert.Equal(0, Amplitude(samples, 2 * frequency), 1e-3);
        Assert.Equal(5, Amplitude(samples, 3 * frequency), 1e-3);
        Assert.Equal(10 * Math.Sqrt(1.25 / 2), Rms(samples), 1e-3);
    }

    [Fact]
    public void HarmonicsBeyondHalfTheRateAreLeftOut()
    {
        double[] samples = Samples(Silent with
        {
            SampleRate = 250,
            Hum = new() { Harmonics = [0, 1], FrequencyDriftHz = 0, AmplitudeDrift = 0 },
        });
        Assert.Equal(10 / Math.Sqrt(2), Rms(samples), 1e-3);
    }

    [Fact]
    public void HumWandersWithinItsLimits()
    {
        double[] samples = Samples(Silent with { Hum = new() { Harmonics = [], FrequencyDriftHz = 0.5, AmplitudeDrift = 0.2 } });
        double[] crossings = [.. Enumerable.Range(1, samples.Length - 1).Where(i => samples[i - 1] < 0 && samples[i] >= 0).Select(i => i - (samples[i] / (samples[i] - samples[i - 1])))];
        double[] frequencies = [.. crossings.Skip(50).Zip(crossings, (late, early) => 50 * 1000 / (late - early))];
        Assert.InRange(frequencies.Max(), 50.3, 50.51);
        Assert.InRange(frequencies.Min(), 49.49, 49.7);
        Assert.InRange(samples.Max(), 11.5, 12.01);
    }

    [Fact]
    public void TheBaselineWandersSlowlyAndAsFarAsStated()
    {
        double[] samples = Samples(Silent with { DurationSeconds = 600, Drift = new() { RmsMicrovolts = 50, LowHz = 0.05, HighHz = 1 } });
        Assert.Equal(50, Rms(samples), 5.0);

        // Nothing above 1 Hz: the steepest slope of eight sines is that of all eight together at 1 Hz.
        double steepest = samples.Skip(1).Zip(samples, (a, b) => Math.Abs(a - b)).Max() * 1000;
        Assert.True(steepest < 8 * 25 * 2 * Math.PI);
    }

    [Fact]
    public void TheHeartBeatsAtItsRateAndIsNotInTheTruth()
    {
        SimulatedRecording recording = Simulator.Generate(Silent with { DurationSeconds = 300, Ecg = new() { RatePerMinute = 70, PeakMicrovolts = 100 } });
        double[] beats = [.. recording.Disturbances.Select(e => e.OnsetSeconds)];
        Assert.Empty(recording.Truth);
        Assert.InRange(beats.Length, 340, 360);
        foreach (double beat in beats.Where(b => b is > 1 and < 299))
        {
            Assert.Equal(100, recording.Signals[0].Samples[(int)Math.Round(beat * 1000)], 1.5);
        }
    }

    [Fact]
    public void ContractionsAndSilentPeriodsAreWhereTheTruthSays()
    {
        SimulatedRecording recording = Simulator.Generate(
            SimulationScenarios.Create(SimulationScenario.NegativeMyoclonus, 120) with { Channels = [SimulatedChannel.Emg("emg") with { NoiseRms = 1 }] });
        double[] samples = recording.Signals[0].Samples;
        double Level(double start, double end) => Rms(samples[(int)(start * 2000)..(int)(end * 2000)]);
        TrueEvent[] contractions = [.. recording.Truth.Where(e => e.Kind == EventKind.Contraction)];
        TrueEvent[] silent = [.. recording.Truth.Where(e => e.Kind == EventKind.NegativeJerk)];
        Assert.Equal(8, contractions.Length);
        Assert.True(silent.Length > 15);
        foreach (TrueEvent contraction in contractions)
        {
            Assert.Equal(1, Level(contraction.OnsetSeconds - 1, contraction.OnsetSeconds - 0.02), 0.15);
            Assert.Equal(Math.Sqrt(Math.Pow(10, 1.5) + 1), Level(contraction.OnsetSeconds + 0.1, contraction.OnsetSeconds + 0.25), 1.5);
        }

        foreach (TrueEvent period in silent)
        {
            double end = period.OnsetSeconds + period.DurationSeconds;
            Assert.Contains(contractions, c => period.OnsetSeconds > c.OnsetSeconds && end < c.OnsetSeconds + c.DurationSeconds);
            Assert.InRange(period.DurationSeconds, 0.049, 0.201);
            Assert.Equal(1, Level(period.OnsetSeconds + 0.004, end - 0.004), 0.4);
            Assert.True(Level(period.OnsetSeconds - 0.1, period.OnsetSeconds - 0.004) > 3);
            Assert.True(Level(end + 0.004, end + 0.1) > 3);
        }
    }

    [Fact]
    public void ElectrodesAndConverterDoWhatTheyShould()
    {
        SimulationOptions options = SimulationScenarios.Create(SimulationScenario.Artefacts, 60, 5);
        SimulatedRecording recording = Simulator.Generate(options);
        double[] samples = recording.Signals[0].Samples;
        Assert.True(double.IsNaN(samples[(int)(60 * 0.4 * 2000)]) && double.IsNaN(samples[(int)(60 * 0.42 * 2000) - 1]));
        Assert.Equal(2400, samples.Count(double.IsNaN));
        double[] present = [.. samples.Where(x => !double.IsNaN(x))];
        Assert.All(present, x => Assert.Equal(Math.Round(x * 2), x * 2));
        Assert.All(present, x => Assert.InRange(x, -700, 700));
        Assert.Contains(700, present);
        Assert.Equal(300, present.Order().ElementAt(present.Length / 2), 1.0);
        Assert.Contains(recording.Disturbances, e => e.Name == "electrode_pop");
        Assert.Contains(recording.Disturbances, e => e.Name == "gap" && Math.Abs(e.OnsetSeconds - 24) < 1e-9);
    }

    [Fact]
    public void CountsAreWholeNumbersWithoutAUnit()
    {
        SimulatedRecording recording = Simulator.Generate(new()
        {
            DurationSeconds = 20,
            Artefacts = new() { StepMicrovolts = 0.5, Bits = 8, AsCounts = true },
        });
        SimulatedSignal signal = recording.Signals[0];
        Assert.Null(signal.Unit);
        Assert.Equal("emg", signal.Header);
        Assert.All(signal.Samples, x => Assert.True(x is >= 0 and <= 255 && x == Math.Round(x)));
        Assert.Equal(128, signal.Samples.Order().ElementAt(signal.Samples.Length / 2), 1.0);
        Assert.Contains(255, signal.Samples);
        SimulatedRecording inMicrovolts = Simulator.Generate(new() { DurationSeconds = 20 });
        Assert.Equal(inMicrovolts.Truth[0].PeakAmplitude * 2, recording.Truth[0].PeakAmplitude, 1e-9);
    }

    [Fact]
    public void AnAccelerometerAtRestShowsGravity()
    {
        SimulatedRecording recording = Simulator.Generate(
            SimulationScenarios.Create(SimulationScenario.Accelerometer, 300, 3) with { Jerks = [] });
        Assert.Equal(["acc_x [g]", "acc_y [g]", "acc_z [g]"], recording.Signals.Select(s => s.Header));
        for (int index = 0; index < 30_000; index++)
        {
            double square = recording.Signals.Sum(s => s.Samples[index] * s.Samples[index]);

            // Straight interpolation between directions 20° apart, normalised: always 1 g.
            Assert.Equal(1, Math.Sqrt(square), 0.02);
        }

        Disturbance change = recording.Disturbances.First(e => e.Name == "posture_change" && e.OnsetSeconds > 1);
        double dot = recording.Signals.Sum(s => MeanAround(s, change.OnsetSeconds - 0.3) * MeanAround(s, change.OnsetSeconds + 2.3));
        Assert.Equal(20, Math.Acos(Math.Min(1, dot)) * 180 / Math.PI, 2.0);

        static double MeanAround(SimulatedSignal signal, double seconds) =>
            Enumerable.Range((int)(seconds * 100) - 20, 40).Average(i => signal.Samples[i]);
    }

    [Theory]
    [InlineData(0.2)]
    [InlineData(0.5)]
    [InlineData(1.5)]
    public void AJerkOfTheLimbIsThatOfADampedSpring(double damping)
    {
        SimulationOptions options = new()
        {
            DurationSeconds = 5,
            SampleRate = 2000,
            Jerks = [],
            Limb = new() { ResonanceHz = 5, DampingRatio = damping },
        };
        var jerk = new ScheduledJerk(1, 0.05, BurstShape.Rectangular, 20, 0);
        double[] answer = LimbResponse.To(jerk, options, out int first);
        Assert.Equal(2000, first);

        // x'' + 2ζω x' + ω² x = F, solved by small steps (semi-implicit Euler at 200 kHz).
        double omega = 2 * Math.PI * 5;
        double position = 0;
        double velocity = 0;
        for (int step = 0; step < answer.Length * 100; step++)
        {
            double acceleration = (step < 10_000 ? 1 : 0) - (2 * damping * omega * velocity) - (omega * omega * position);
            if (step % 100 == 50 && step / 100 is not (0 or 99 or 100))
            {
                int index = step / 100;
                double between = (answer[index] + answer[Math.Min(index + 1, answer.Length - 1)]) / 2;
                Assert.Equal(acceleration, between, 0.03);
            }

            velocity += acceleration / 200_000;
            position += velocity / 200_000;
        }

        Assert.True(Math.Abs(answer[^1]) < 0.002);
    }

    [Fact]
    public void JerksOfAnAccelerometerHaveTheStatedPower()
    {
        SimulatedRecording recording = Simulator.Generate(
            SimulationScenarios.Create(SimulationScenario.Accelerometer, 600, 3) with
            {
                Jerks = [new() { BurstToNoiseDb = 20, SizeSpreadDb = 0, MinimumIntervalSeconds = 1 }],
            });
        Assert.True(recording.Truth.Count > 150);
        Assert.All(recording.Truth, jerk => Assert.Equal(0.03, jerk.RmsAmplitude, 0.001));
        Assert.All(recording.Truth, jerk => Assert.Equal(20, jerk.SnrDb, 0.3));
    }

    private static double[] Samples(SimulationOptions options) => Simulator.Generate(options).Signals[0].Samples;

    private static double Rms(double[] samples) => Math.Sqrt(samples.Average(x => x * x));

    private static double Amplitude(double[] samples, double frequency)
    {
        double real = 0;
        double imaginary = 0;
        for (int index = 0; index < samples.Length; index++)
        {
            real += samples[index] * Math.Cos(2 * Math.PI * frequency * index / 1000);
            imaginary += samples[index] * Math.Sin(2 * Math.PI * frequency * index / 1000);
        }

        return 2 * Math.Sqrt((real * real) + (imaginary * imaginary)) / samples.Length;
    }

    [Fact]
    public void ADayHasReachesAndWalksAndTheStepsComeAtTheirPace()
    {
        SimulationOptions options = SimulationScenarios.Create(SimulationScenario.DailyLife, 300, 5) with { Jerks = [] };
        SimulatedRecording day = Simulator.Generate(options);
        Disturbance[] walks = [.. day.Disturbances.Where(d => d.Name == "walking")];
        Assert.InRange(walks.Length, 3, 8);
        Assert.InRange(day.Disturbances.Count(d => d.Name == "reach"), 30, 110);
        Assert.All(day.Disturbances.Where(d => d.Name == "reach"), reach =>
            Assert.DoesNotContain(walks, walk => reach.OnsetSeconds < walk.OnsetSeconds + walk.DurationSeconds && walk.OnsetSeconds < reach.OnsetSeconds + reach.DurationSeconds - 1e-9));

        // Of the sum of the axes' spectra in a walk the largest line above the stride is at the steps.
        Disturbance longest = walks.MaxBy(walk => walk.DurationSeconds)!;
        double[] density = new double[257];
        foreach (SimulatedSignal axis in day.Signals)
        {
            double[] walk = axis.Samples[(int)((longest.OnsetSeconds + 1) * 100)..(int)((longest.OnsetSeconds + longest.DurationSeconds - 1) * 100)];
            PowerSpectrum spectrum = Welch.Estimate(walk, 100, new WelchOptions { WindowLength = 512 });
            for (int i = 0; i < density.Length; i++)
            {
                density[i] += spectrum.Density[i];
            }
        }

        int peak = Enumerable.Range(7, 20).MaxBy(i => density[i]);
        Assert.Equal(1.8, peak * 100 / 512.0, 0.2);
    }

    [Fact]
    public void JerksComeDuringContractionsToo()
    {
        SimulatedRecording recording = Simulator.Generate(SimulationScenarios.Create(SimulationScenario.JerksInContractions, 120, 2));
        TrueEvent[] contractions = [.. recording.Truth.Where(e => e.Kind == EventKind.Contraction)];
        int inside = recording.Truth.Count(e => e.Kind == EventKind.Jerk
            && contractions.Any(c => e.OnsetSeconds > c.OnsetSeconds && e.OnsetSeconds < c.OnsetSeconds + c.DurationSeconds));
        Assert.InRange(inside, 15, recording.Truth.Count(e => e.Kind == EventKind.Jerk) - 5);
    }
}
