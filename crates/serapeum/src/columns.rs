//! Choices of columns.

use serapeum_model::Field;

/// A choice of columns: one field, a tuple, an array or a vector of them.
pub trait Columns {
    /// The fields, in order.
    fn fields(self) -> Vec<Field>;
}

impl Columns for Field {
    fn fields(self) -> Vec<Field> {
        vec![self]
    }
}

impl Columns for Vec<Field> {
    fn fields(self) -> Vec<Field> {
        self
    }
}

impl Columns for &[Field] {
    fn fields(self) -> Vec<Field> {
        self.to_vec()
    }
}

impl<const N: usize> Columns for [Field; N] {
    fn fields(self) -> Vec<Field> {
        self.to_vec()
    }
}

macro_rules! tuples {
    ($($name:ident),+) => {
        impl Columns for ($(tuples!(@field $name),)+) {
            fn fields(self) -> Vec<Field> {
                #[expect(non_snake_case, reason = "names of the tuple's places")]
                let ($($name,)+) = self;
                vec![$($name),+]
            }
        }
    };
    (@field $name:ident) => { Field };
}

tuples!(A);
tuples!(A, B);
tuples!(A, B, C);
tuples!(A, B, C, D);
tuples!(A, B, C, D, E);
tuples!(A, B, C, D, E, F);
