namespace MyoclonusSignal.Tests.Rhythm;

/// <summary>Times at which a sensor that keeps no even clock samples, at a mean rate of 50 Hz.</summary>
internal static class UnevenClock
{
    public const double MeanRate = 50;

    /// <summary>Gives the times.</summary>
    /// <param name="kind">
    /// "even"; "jitter": 0.3 intervals about an even grid; "missing": a 60 Hz grid of which a sixth is lost, each by itself; "random":
    /// a Poisson process; "bursts": ten samples at 100 Hz, then a pause, five times in a second; "swinging": the rate itself
    /// goes up and down by 30 % at 5 Hz.
    /// </param>
    /// <param name="seconds">The length.</param>
    /// <param name="seed">The seed.</param>
    public static double[] Times(string kind, double seconds, int seed)
    {
        var random = new TrainSimulator(seed + 100_000);
        List<double> times = [];
        int count = (int)(seconds * MeanRate);
        switch (kind)
        {
            case "missing":
                for (int i = 0; i < seconds * 60; i++)
                {
                    if (random.Uniform() > 1.0 / 6)
                    {
                        times.Add(i / 60.0);
                    }
                }

                break;
            case "random":
                for (double t = 0; t < seconds; t -= Math.Log(1 - random.Uniform()) / MeanRate)
                {
                    times.Add(t);
                }

                break;
            default:
                for (int i = 0; i < count; i++)
                {
                    double even = i / MeanRate;
                    times.Add(kind switch
                    {
                        "jitter" => even + (0.3 / MeanRate * random.Normal()),
                        "bursts" => (i / 10 * 0.2) + (i % 10 * 0.01),
                        "swinging" => even + (0.3 / (2 * Math.PI * 5) * Math.Sin(2 * Math.PI * 5 * even)),
                        _ => even,
                    });
                }

                times.Sort();
                break;
        }

        return [.. times];
    }
}
