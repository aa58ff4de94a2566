(declare-const a Real [-1.5, 1e3])(declare-const b Bool)
(assert (let ((a1 (+ a 1))) (let ((a2 (* a1 a1))) (let ((a3 (- a2 a1)) (b (and b (< a a1)))) (ite b (< a3 (ite b a2 a1)) (> a3 0))))))
(assert (= b true (not false)))
(check-sat)
