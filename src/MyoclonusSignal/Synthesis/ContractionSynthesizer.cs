using MyoclonusSignal.Detection;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Synthesis;

/// <summary>Adds sustained contractions and the silent periods in them.</summary>
internal sealed class ContractionSynthesizer(SimulationOptions options, EmgCarrier carrier, List<TrueEvent> truth)
{
    private const double SilentEdgeSeconds = 0.004;
    private const double SilentSpacingSeconds = 0.15;

    public void Add(double[] activity, SimulatedChannel target, int channel)
    {
        var carrierRandom = new RandomSource(options.Seed, RandomPurpose.ContractionCarrier, channel);
        for (int index = 0; index < options.Contractions.Count; index++)
        {
            SimulatedContraction contraction = options.Contractions[index];

            // Silent periods are the same in every channel: asterixis is a lapse of the limb, not of one muscle.
            List<Interval> silent = DrawSilentPeriods(
                contraction, new RandomSource(options.Seed, RandomPurpose.SilentPeriods, index));
            double rms = target.NoiseRms * PortableMath.AmplitudeRatio(contraction.ContractionToNoiseDb + target.GainDb);
            AddOne(activity, contraction, silent, rms, carrierRandom);
            double floor = target.NoiseRms * NoiseFloor.FactorAt(options, contraction.StartSeconds);
            truth.Add(Placement.Measure(
                activity, SampleAt(contraction.StartSeconds), SampleAt(contraction.EndSeconds), options.SampleRate, floor, EventKind.Contraction, target.Name, 0));
            foreach ((double start, double end) in silent)
            {
                truth.Add(Placement.Mark(
                    SampleAt(start) / options.SampleRate, SampleAt(end) / options.SampleRate, EventKind.NegativeJerk, target.Name));
            }
        }
    }

    private static List<Interval> DrawSilentPeriods(SimulatedContraction contraction, RandomSource random)
    {
        var silent = new List<Interval>();
        if (contraction.SilentPeriodsPerMinute == 0)
        {
            return silent;
        }

        double mean = 60 / contraction.SilentPeriodsPerMinute;
        double first = contraction.StartSeconds + contraction.RampSeconds + SilentSpacingSeconds;
        double last = contraction.EndSeconds - contraction.RampSeconds - SilentSpacingSeconds;
        double start = first + (mean * random.NextExponential());
        while (true)
        {
            double end = start + random.NextLogUniform(contraction.MinimumSilentSeconds, contraction.MaximumSilentSeconds);
            if (end > last)
            {
                return silent;
            }

            silent.Add(new Interval(start, end));
            start = end + SilentSpacingSeconds + (mean * random.NextExponential());
        }
    }

    private void AddOne(
        double[] activity, SimulatedContraction contraction, List<Interval> silent, double rms, RandomSource random)
    {
        // The ramp goes straight from 10 % at the onset to full; it began at zero a ninth of its length earlier.
        double lead = contraction.RampSeconds / 9;
        int first = SampleAt(contraction.StartSeconds - lead);
        int last = SampleAt(contraction.EndSeconds + lead);
        double[] amplitude = new double[last - first];
        int next = 0;
        for (int index = 0; index < amplitude.Length; index++)
        {
            double time = (first + index) / options.SampleRate;
            double toEdge = Math.Min(time - contraction.StartSeconds, contraction.EndSeconds - time);
            double level = contraction.RampSeconds > 0
                ? Math.Clamp(BurstEnvelope.OnsetFraction + ((1 - BurstEnvelope.OnsetFraction) * toEdge / contraction.RampSeconds), 0, 1)
                : 1;
            while (next < silent.Count && time > silent[next].EndSeconds + SilentEdgeSeconds)
            {
                next++;
            }

            if (next < silent.Count)
            {
                double depth = Math.Min(time - silent[next].StartSeconds, silent[next].EndSeconds - time);
                double share = Math.Clamp(0.5 + (depth / SilentEdgeSeconds), 0, 1);
                level *= 1 - (share * (1 - contraction.SilentAmplitude));
            }

            amplitude[index] = rms * level;
        }

        carrier.Add(activity, first, amplitude, rms, random);
    }

    private int SampleAt(double seconds) => Placement.FirstSampleAt(seconds, options.SampleRate, options.SampleCount);
}
