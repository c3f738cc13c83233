using MathNet.Numerics.Distributions;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Evaluation;

/// <summary>
/// Collects what two raters marked, block by block of the scored time. Blocks are what may be taken as independent: marks come in
/// clusters, and a rater is stricter at one time than at another.
/// </summary>
internal sealed class AgreementTally
{
    // A minute, two epochs of sleep scoring: longer than the clusters of phasic activity.
    private const double BlockSeconds = 60;

    private readonly EventInterval[] _stretches;
    private readonly Block[] _blocks;

    public AgreementTally(IReadOnlyList<EventInterval> scored)
    {
        _stretches = [.. Union(scored)];
        List<Block> blocks = [];
        foreach (EventInterval stretch in _stretches)
        {
            double length = Length(stretch);
            int count = Math.Max(1, (int)Math.Round(length / BlockSeconds));
            for (int i = 0; i < count; i++)
            {
                double start = stretch.OnsetSeconds + (length * i / count);
                blocks.Add(new Block { Start = start, End = stretch.OnsetSeconds + (length * (i + 1) / count) });
            }
        }

        Guard.ThrowIfOutside(blocks.Count, 1, int.MaxValue, nameof(scored));
        _blocks = [.. blocks];
    }

    private AgreementTally(AgreementTally layout)
    {
        _stretches = layout._stretches;
        _blocks = [.. layout._blocks.Select(block => new Block { Start = block.Start, End = block.End })];
    }

    /// <summary>Gives an empty one over the same scored time.</summary>
    public AgreementTally Empty() => new(this);

    /// <summary>Adds the marks of one channel and kind.</summary>
    public void Add(ReadOnlySpan<EventInterval> first, ReadOnlySpan<EventInterval> second, MatchOptions options)
    {
        EventInterval[] ownFirst = Scored(first);
        EventInterval[] ownSecond = Scored(second);
        IReadOnlyList<EventPair> pairs = EventMatcher.Match(ownFirst, ownSecond, options);
        foreach (EventInterval mark in ownFirst)
        {
            BlockOf(mark).First++;
        }

        foreach (EventInterval mark in ownSecond)
        {
            BlockOf(mark).Second++;
        }

        foreach (EventPair pair in pairs)
        {
            // Both marks of a pair count where the first one lies, so that no block has more pairs than marks.
            Block block = BlockOf(ownFirst[pair.Detected]);
            BlockOf(ownSecond[pair.Truth]).Second--;
            block.Second++;
            block.Matched++;
        }

        List<EventInterval> firstMarked = Union(first.ToArray());
        List<EventInterval> secondMarked = Union(second.ToArray());
        List<EventInterval> both = Shared(firstMarked, secondMarked);
        foreach (Block block in _blocks)
        {
            List<EventInterval> whole = [new(block.Start, block.End)];
            block.Seconds += block.End - block.Start;
            block.FirstSeconds += Shared(firstMarked, whole).Sum(Length);
            block.SecondSeconds += Shared(secondMarked, whole).Sum(Length);
            block.BothSeconds += Shared(both, whole).Sum(Length);
        }
    }

    /// <summary>Adds another channel over the same scored time: a block of all channels stays one block.</summary>
    public void Add(AgreementTally other)
    {
        for (int i = 0; i < _blocks.Length; i++)
        {
            _blocks[i].Add(other._blocks[i], 1);
        }
    }

    public RaterAgreement ToAgreement()
    {
        var all = new Block();
        foreach (Block block in _blocks)
        {
            all.Add(block, 1);
        }

        var groups = new (int, int)[_blocks.Length];
        for (int i = 0; i < groups.Length; i++)
        {
            groups[i] = (_blocks[i].Matched, _blocks[i].First + _blocks[i].Second - _blocks[i].Matched);
        }

        Proportion? share = groups.Length > 1 ? Proportion.OfGroups(groups) : null;
        int marks = all.First + all.Second;
        return new RaterAgreement(all.Kappa, all.Agreed, all.PositiveAgreement, marks == 0 ? null : 2.0 * all.Matched / marks, all.Matched)
        {
            KappaCi95 = KappaInterval(all),
            EventF1Ci95 = share is Proportion p ? new ConfidenceInterval(2 * p.Ci95.Low / (1 + p.Ci95.Low), 2 * p.Ci95.High / (1 + p.Ci95.High)) : null,
            FirstEvents = all.First,
            SecondEvents = all.Second,
            ScoredSeconds = all.Seconds,
        };
    }

    /// <summary>The intervals laid together where they touch, in order of time; those without a length left out.</summary>
    public static List<EventInterval> Union(IEnumerable<EventInterval> events)
    {
        List<EventInterval> union = [];
        foreach (EventInterval found in events.OrderBy(e => e.OnsetSeconds))
        {
            if (union.Count > 0 && found.OnsetSeconds <= union[^1].OffsetSeconds)
            {
                union[^1] = new(union[^1].OnsetSeconds, Math.Max(union[^1].OffsetSeconds, found.OffsetSeconds));
            }
            else if (found.OffsetSeconds > found.OnsetSeconds)
            {
                union.Add(found);
            }
        }

        return union;
    }

    private static double Length(EventInterval interval) => interval.OffsetSeconds - interval.OnsetSeconds;

    /// <summary>What two lists, each in order and without overlaps, have in common.</summary>
    private static List<EventInterval> Shared(List<EventInterval> first, List<EventInterval> second)
    {
        List<EventInterval> shared = [];
        int i = 0;
        int j = 0;
        while (i < first.Count && j < second.Count)
        {
            double start = Math.Max(first[i].OnsetSeconds, second[j].OnsetSeconds);
            double end = Math.Min(first[i].OffsetSeconds, second[j].OffsetSeconds);
            if (end > start)
            {
                shared.Add(new(start, end));
            }

            if (first[i].OffsetSeconds < second[j].OffsetSeconds)
            {
                i++;
            }
            else
            {
                j++;
            }
        }

        return shared;
    }

    /// <summary>
    /// By leaving out one block at a time (jackknife), on Fisher's scale, on which the interval stays below 1, with Student's quantile;
    /// on the plain one where one block holds all of the disagreement. Without any, nothing is known of how much there might be.
    /// </summary>
    private ConfidenceInterval? KappaInterval(Block all)
    {
        int count = _blocks.Length;
        if (count < 2 || all.Kappa is not double kappa || Math.Abs(kappa) >= 1)
        {
            return null;
        }

        double[] without = new double[count];
        for (int i = 0; i < count; i++)
        {
            var rest = new Block();
            rest.Add(all, 1);
            rest.Add(_blocks[i], -1);
            if (rest.Kappa is not double left)
            {
                return null;
            }

            without[i] = left;
        }

        bool isPlain = Array.Exists(without, left => Math.Abs(left) > 1 - 1e-12);
        if (!isPlain)
        {
            kappa = Math.Atanh(kappa);
            without = [.. without.Select(Math.Atanh)];
        }

        double mean = without.Average();
        double error = Math.Sqrt((count - 1.0) / count * without.Sum(value => (value - mean) * (value - mean)));
        double half = StudentT.InvCDF(0, 1, count - 1, 0.975) * error;
        return isPlain
            ? new ConfidenceInterval(Math.Max(-1, kappa - half), Math.Min(1, kappa + half))
            : new ConfidenceInterval(Math.Tanh(kappa - half), Math.Tanh(kappa + half));
    }

    /// <summary>The marks that touch the scored time.</summary>
    private EventInterval[] Scored(ReadOnlySpan<EventInterval> marks)
    {
        List<EventInterval> scored = [];
        foreach (EventInterval mark in marks)
        {
            if (Array.Exists(_stretches, stretch => mark.OnsetSeconds <= stretch.OffsetSeconds && mark.OffsetSeconds >= stretch.OnsetSeconds))
            {
                scored.Add(mark);
            }
        }

        return [.. scored];
    }

    /// <summary>The block in which a mark begins, or the first one that it reaches.</summary>
    private Block BlockOf(EventInterval mark) => Array.Find(_blocks, block => mark.OnsetSeconds < block.End) ?? _blocks[^1];

    private sealed class Block
    {
        public double Start { get; init; }

        public double End { get; init; }

        public double Seconds { get; set; }

        public double FirstSeconds { get; set; }

        public double SecondSeconds { get; set; }

        public double BothSeconds { get; set; }

        public int First { get; set; }

        public int Second { get; set; }

        public int Matched { get; set; }

        public double Agreed => 1 - ((FirstSeconds + SecondSeconds - (2 * BothSeconds)) / Seconds);

        public double? PositiveAgreement => FirstSeconds + SecondSeconds > 0 ? 2 * BothSeconds / (FirstSeconds + SecondSeconds) : null;

        public double? Kappa
        {
            get
            {
                double first = FirstSeconds / Seconds;
                double second = SecondSeconds / Seconds;
                double byChance = (first * second) + ((1 - first) * (1 - second));
                return byChance < 1 ? (Agreed - byChance) / (1 - byChance) : null;
            }
        }

        public void Add(Block other, int sign)
        {
            Seconds += sign * other.Seconds;
            FirstSeconds += sign * other.FirstSeconds;
            SecondSeconds += sign * other.SecondSeconds;
            BothSeconds += sign * other.BothSeconds;
            First += sign * other.First;
            Second += sign * other.Second;
            Matched += sign * other.Matched;
        }
    }
}
