using MyoclonusSignal.Evaluation;
using MyoclonusSignal.Signals;
using MyoclonusSignal.Synthesis;

namespace MyoclonusSignal.Tests.Evaluation;

/// <summary>A detector of a few lines, to see that the truth lies where the signal is.</summary>
public class TruthIsFindableTests
{
    [Theory]
    [InlineData(EmgModel.ModulatedNoise, BurstShape.Rectangular)]
    [InlineData(EmgModel.ModulatedNoise, BurstShape.RaisedCosine)]
    [InlineData(EmgModel.MotorUnits, BurstShape.Trapezoid)]
    [InlineData(EmgModel.MotorUnits, BurstShape.FastRise)]
    public void APlainThresholdFindsLoudJerksAtTheirOnsets(EmgModel model, BurstShape shape)
    {
        SimulatedRecording recording = Simulator.Generate(new()
        {
            DurationSeconds = 300,
            EmgModel = model,
            Jerks = [new() { Shape = shape, BurstToNoiseDb = 30 }],
        });
        DetectionScore score = DetectionScore.Of(
            Detect(recording.Signals[0].Samples, 2000, 4 * 5), Intervals(recording), new() { Criterion = MatchCriterion.Onset }, 300);
        Assert.True(score.F1 > 0.97, $"F1 {score.F1}");
        Assert.True(score.OnsetError!.Value.MedianAbsoluteSeconds < 0.006, $"{score.OnsetError}");
        Assert.True(score.OffsetError!.Value.MedianAbsoluteSeconds < 0.015, $"{score.OffsetError}");
    }

    [Fact]
    public void APlainThresholdFindsLittleInNoise()
    {
        SimulatedRecording recording = Simulator.Generate(SimulationScenarios.Create(SimulationScenario.NoiseOnly, 300));
        Assert.True(Detect(recording.Signals[0].Samples, 2000, 4 * 5).Length < 10);
    }

    /// <summary>Runs above a threshold; runs less than 20 ms apart are one.</summary>
    private static Interval[] Detect(double[] samples, double sampleRate, double threshold)
    {
        var found = new List<Interval>();
        for (int index = 0; index < samples.Length; index++)
        {
            if (Math.Abs(samples[index]) <= threshold)
            {
                continue;
            }

            double time = index / sampleRate;
            if (found.Count > 0 && time - found[^1].EndSeconds < 0.02)
            {
                found[^1] = found[^1] with { EndSeconds = time };
            }
            else
            {
                found.Add(new(time, time));
            }
        }

        // A single sample above 4 standard deviations is chance.
        return [.. found.Where(e => e.EndSeconds > e.StartSeconds)];
    }

    private static Interval[] Intervals(SimulatedRecording recording) =>
        [.. recording.Truth.Select(e => new Interval(e.OnsetSeconds, e.OnsetSeconds + e.DurationSeconds))];
}
