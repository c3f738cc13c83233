using MyoclonusSignal.Benchmarks.Foreign.Tonic;

namespace MyoclonusSignal.Benchmarks.Foreign.Colours;

/// <summary>One shape of a spectrum.</summary>
/// <param name="Name">What the table calls it.</param>
/// <param name="Make">Makes so many samples of it at a sampling rate.</param>
internal sealed record NoiseColour(string Name, Func<Random, int, double, double[]> Make)
{
    /// <summary>Gets the shapes that are measured.</summary>
    public static NoiseColour[] All { get; } =
    [
        new("white", (random, count, rate) => ColouredNoise.Falling(random, 0, count, rate)),
        new("1/f", (random, count, rate) => ColouredNoise.Falling(random, 1, count, rate)),
        new("1/f^1.5", (random, count, rate) => ColouredNoise.Falling(random, 1.5, count, rate)),
        new("1/f^2", (random, count, rate) => ColouredNoise.Falling(random, 2, count, rate)),
        new("below 80 Hz", (random, count, rate) => ColouredNoise.Band(random, 0, 80, count, rate)),
        new("40 to 100 Hz", (random, count, rate) => ColouredNoise.Band(random, 40, 100, count, rate)),
    ];

    /// <summary>Makes noise alone.</summary>
    public TonicRecording Noise(int seed, double sampleRate, double seconds)
    {
        var random = new Random(seed);
        var recording = new TonicRecording(sampleRate, seconds);
        AddTo(recording, random, 5);
        return recording;
    }

    /// <summary>Makes jerks of motor units in it, so many decibels over what of the noise is in the band of EMG.</summary>
    public TonicRecording Jerks(int seed, double jerkDb, int factor)
    {
        var random = new Random(seed);
        TonicRecording recording = TonicRecordings.JerksAlone(random, jerkDb, factor, 0.03, 0.1);
        AddTo(recording, random, 1);
        return recording;
    }

    private void AddTo(TonicRecording recording, Random random, double rms)
    {
        double[] noise = Make(random, recording.Samples.Length, recording.SampleRate);
        double scale = rms / recording.InBandRms(noise, 0, noise.Length);
        for (int n = 0; n < noise.Length; n++)
        {
            recording.Samples[n] += scale * noise[n];
        }
    }
}
